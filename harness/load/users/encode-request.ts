/** Encodes requests for the wire: each once, and those of a data file once for each row. */
import { labelOf, type Request } from '../../../scenarios/request.ts';
import { withHeaders } from '../../../scenarios/request-changes.ts';
import type { Row } from '../../../scenarios/user.ts';
import type { ParsedResponse } from '../direct/parsed-response.ts';
import type { RequestFrame } from '../direct/request.ts';
import { checkOf, type Outcome } from './check-response.ts';
import { FixedForm } from './fixed-form.ts';
import type { Labels } from './labels.ts';
import type { RequestForm } from './request-form.ts';
import { RowRequests } from './row-requests.ts';
import { TemplateForm } from './template-form.ts';
import { FilledRequest, RequestTemplate } from './templates.ts';

export interface EncodedRequest {
  readonly kind: 'send';
  readonly bytes: Buffer;
  readonly method: string;
  /** Its label. */
  readonly name: string;
  /** Index of its label; -1 if figures are not counted by label. */
  readonly label: number;
  readonly outcomeOf: (response: ParsedResponse) => Outcome;
}

/** A request or a template that has been sent before, without a row and cookies. */
interface Known extends EncodedRequest {
  readonly form: RequestForm;
}

/** RequestEncoder encodes the requests of one load process. */
export class RequestEncoder {
  readonly #frame: RequestFrame;
  readonly #labels: Labels | null;
  readonly #headers: Request['headers'] | null;
  readonly #known = new WeakMap<Request | RequestTemplate, Known>();
  readonly #rowRequests = new RowRequests<EncodedRequest>();

  /** @param headers that are added to each request; null for none */
  constructor(frame: RequestFrame, labels: Labels | null, headers: Request['headers'] | null = null) {
    this.#frame = frame;
    this.#labels = labels;
    this.#headers = headers;
  }

  /** Returns the encoded request. The bytes of one with cookies are its own. */
  encode(request: Request, cookie: string | null = null): EncodedRequest {
    if (request instanceof FilledRequest) return this.#encodeRow(request, cookie);
    const known = this.#knownOf(request);
    return cookie === null ? known : encoded(known, NO_ROW, cookie);
  }

  #encodeRow({ template, row }: FilledRequest, cookie: string | null): EncodedRequest {
    if (cookie !== null) return encoded(this.#knownOf(template), row, cookie);
    const kept = this.#rowRequests.get(template, row);
    if (kept !== undefined) return kept;
    const made = encoded(this.#knownOf(template), row, null);
    this.#rowRequests.keep(template, row, made);
    return made;
  }

  #knownOf(source: Request | RequestTemplate): Known {
    return this.#known.get(source) ?? this.#encodeFirst(source);
  }

  #encodeFirst(source: Request | RequestTemplate): Known {
    const request = source instanceof RequestTemplate ? source.request : source;
    const form = this.#formOf(source);
    const name = labelOf(request);
    const known: Known = {
      kind: 'send',
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

  #formOf(source: Request | RequestTemplate): RequestForm {
    // A template already has the added headers.
    if (source instanceof RequestTemplate) return new TemplateForm(source, this.#frame);
    const added = this.#headers;
    const headers = added === null ? source.headers : withHeaders(source.headers, added);
    return new FixedForm({ ...source, headers }, this.#frame);
  }
}

function encoded(known: Known, row: Row, cookie: string | null): EncodedRequest {
  const { kind, form, method, name, label, outcomeOf } = known;
  return { kind, bytes: form.bytes(row, cookie), method, name, label, outcomeOf };
}

const NO_ROW: Row = {};
