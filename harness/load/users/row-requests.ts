/** RowRequests keeps the encoded requests of rows, since a row comes again and again. */
import type { Row } from '../../../scenarios/user.ts';
import type { RequestTemplate } from './templates.ts';

/** Most bytes that are kept by a load process. Requests beyond that are made anew each time. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Bytes that an entry takes in addition to the request's, about. */
const ENTRY_BYTES = 300;

export class RowRequests<Encoded extends { readonly bytes: Buffer }> {
  readonly #kept = new Map<RequestTemplate, Map<Row, Encoded>>();
  #bytesLeft: number;

  constructor(mostBytes = MOST_BYTES) {
    this.#bytesLeft = mostBytes;
  }

  /** Rows are told apart by identity: two rows with equal values are kept apart. */
  get(template: RequestTemplate, row: Row): Encoded | undefined {
    return this.#kept.get(template)?.get(row);
  }

  keep(template: RequestTemplate, row: Row, request: Encoded): void {
    const bytes = request.bytes.length + ENTRY_BYTES;
    if (bytes > this.#bytesLeft) return;
    this.#bytesLeft -= bytes;
    const ofTemplate = this.#kept.get(template);
    if (ofTemplate === undefined) this.#kept.set(template, new Map([[row, request]]));
    else ofTemplate.set(row, request);
  }
}
