/** Encodes requests for the wire, each once. */
import type { Expectation } from '../../../scenarios/expectation.ts';
import { labelOf, type Request } from '../../../scenarios/request.ts';
import { withHeaders } from '../../../scenarios/request-changes.ts';
import type { ParsedResponse } from '../direct/parsed-response.ts';
import { type RequestFrame, requestBytes } from '../direct/request.ts';
import { checkOf, type Outcome } from './check-response.ts';
import type { Labels } from './labels.ts';

export interface EncodedRequest {
  /** With the headers that the run adds. */
  readonly request: Request;
  readonly bytes: Buffer;
  readonly method: string;
  /** Index of its label; -1 if figures are not counted by label. */
  readonly label: number;
  readonly outcomeOf: (response: ParsedResponse) => Outcome;
}

/** RequestEncoder encodes the requests of one load process. */
export class RequestEncoder {
  readonly #frame: Pick<RequestFrame, 'host' | 'closes'>;
  readonly #labels: Labels | null;
  readonly #headers: Request['headers'] | null;
  readonly #encoded = new WeakMap<Request, EncodedRequest>();
  /** Requests made from one template share their expectation. */
  readonly #checks = new WeakMap<Expectation, EncodedRequest['outcomeOf']>();

  /** @param headers that are added to each request; null for none */
  constructor(
    frame: Pick<RequestFrame, 'host' | 'closes'>,
    labels: Labels | null,
    headers: Request['headers'] | null = null,
  ) {
    this.#frame = frame;
    this.#labels = labels;
    this.#headers = headers;
  }

  /** Returns the encoded request; with cookies it is encoded anew. */
  encode(request: Request, cookie: string | null = null): EncodedRequest {
    const encoded = this.#encoded.get(request) ?? this.#encodeFirst(request);
    if (cookie === null) return encoded;
    return { ...encoded, bytes: requestBytes(encoded.request, { ...this.#frame, cookie }) };
  }

  #encodeFirst(original: Request): EncodedRequest {
    const added = this.#headers;
    const request =
      added === null ? original : { ...original, headers: withHeaders(original.headers, added) };
    const encoded = {
      request,
      bytes: requestBytes(request, this.#frame),
      method: request.method,
      label: this.#labels === null ? -1 : this.#labels.indexOf(labelOf(request)),
      outcomeOf: this.#checkOf(request.expect),
    };
    this.#encoded.set(original, encoded);
    return encoded;
  }

  #checkOf(expect: Expectation): EncodedRequest['outcomeOf'] {
    const known = this.#checks.get(expect);
    if (known !== undefined) return known;
    const check = checkOf(expect);
    this.#checks.set(expect, check);
    return check;
  }
}
