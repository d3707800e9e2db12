/** Encodes requests for the wire, each once. */
import { labelOf, type Request } from '../../../scenarios/request.ts';
import { withHeaders } from '../../../scenarios/request-changes.ts';
import type { Row } from '../../../scenarios/user.ts';
import type { ParsedResponse } from '../direct/parsed-response.ts';
import type { RequestFrame } from '../direct/request.ts';
import { checkOf, type Outcome } from './check-response.ts';
import type { Labels } from './labels.ts';
import { RequestForm } from './request-form.ts';
import { FilledRequest, RequestTemplate } from './templates.ts';

export interface EncodedRequest {
  readonly bytes: Buffer;
  readonly method: string;
  /** Its label. */
  readonly name: string;
  /** Index of its label; -1 if figures are not counted by label. */
  readonly label: number;
  readonly outcomeOf: (response: ParsedResponse) => Outcome;
}

/** The parts that all requests of one source share. */
interface Known extends EncodedRequest {
  readonly form: RequestForm;
}

/** RequestEncoder encodes the requests of one load process. */
export class RequestEncoder {
  readonly #frame: RequestFrame;
  readonly #labels: Labels | null;
  readonly #headers: Request['headers'] | null;
  readonly #known = new WeakMap<Request | RequestTemplate, Known>();

  /** @param headers that are added to each request; null for none */
  constructor(frame: RequestFrame, labels: Labels | null, headers: Request['headers'] | null = null) {
    this.#frame = frame;
    this.#labels = labels;
    this.#headers = headers;
  }

  /** Returns the encoded request; with cookies, or with the row of a template, its bytes are made anew. */
  encode(request: Request, cookie: string | null = null): EncodedRequest {
    const isFilled = request instanceof FilledRequest;
    const source = isFilled ? request.template : request;
    const known = this.#known.get(source) ?? this.#encodeFirst(source);
    if (!isFilled && cookie === null) return known;
    const { form, method, name, label, outcomeOf } = known;
    const bytes = form.bytes(isFilled ? request.row : NO_ROW, cookie);
    return { bytes, method, name, label, outcomeOf };
  }

  #encodeFirst(source: Request | RequestTemplate): Known {
    const request = source instanceof RequestTemplate ? source.request : source;
    const form = new RequestForm(this.#withHeaders(source), this.#frame);
    const name = labelOf(request);
    const known = {
      form,
      bytes: form.bytes(NO_ROW, null),
      method: request.method,
      name,
      label: this.#labels === null ? -1 : this.#labels.indexOf(name),
      outcomeOf: checkOf(request.expect),
    };
    this.#known.set(source, known);
    return known;
  }

  /** A template already has the added headers. */
  #withHeaders(source: Request | RequestTemplate): Request | RequestTemplate {
    const added = this.#headers;
    if (added === null || source instanceof RequestTemplate) return source;
    return { ...source, headers: withHeaders(source.headers, added) };
  }
}

const NO_ROW: Row = {};
