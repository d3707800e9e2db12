/** Encodes requests for the wire, each once. */
import { labelOf, type Request } from '../../../scenarios/request.ts';
import type { ParsedResponse } from '../direct/parsed-response.ts';
import { type RequestFrame, requestBytes } from '../direct/request.ts';
import { checkOf, type Outcome } from './check-response.ts';
import type { Labels } from './labels.ts';

export interface EncodedRequest {
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
  readonly #encoded = new WeakMap<Request, EncodedRequest>();

  constructor(frame: Pick<RequestFrame, 'host' | 'closes'>, labels: Labels | null) {
    this.#frame = frame;
    this.#labels = labels;
  }

  /** Returns the encoded request; with cookies it is encoded anew. */
  encode(request: Request, cookie: string | null = null): EncodedRequest {
    const encoded = this.#encoded.get(request) ?? this.#encodeFirst(request);
    if (cookie === null) return encoded;
    return { ...encoded, bytes: requestBytes(request, { ...this.#frame, cookie }) };
  }

  #encodeFirst(request: Request): EncodedRequest {
    const encoded = {
      request,
      bytes: requestBytes(request, this.#frame),
      method: request.method,
      label: this.#labels === null ? -1 : this.#labels.indexOf(labelOf(request)),
      outcomeOf: checkOf(request.expect),
    };
    this.#encoded.set(request, encoded);
    return encoded;
  }
}
