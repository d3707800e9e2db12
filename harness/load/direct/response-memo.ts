/** ResponseMemo remembers the last responses, so that one that repeats need not be parsed again. */
import type { ParsedResponse } from './parsed-response.ts';

/** Longer responses are parsed in full, which costs little compared with receiving them. */
const LONGEST_BYTES = 4096;
/** A response's place is its length modulo this. With 64 KiB in all, the few responses of a load rarely share one. */
const PLACES = 16;

interface KnownResponse {
  readonly bytes: Buffer;
  length: number;
  isHead: boolean;
  response: ParsedResponse;
}

export class ResponseMemo {
  readonly #known: (KnownResponse | undefined)[] = new Array(PLACES).fill(undefined);
  #body: Buffer | null = null;

  /** The body of the last response, null before the first. It is never written to again. */
  get body(): Buffer | null {
    return this.#body;
  }

  /**
   * recall returns the response that consists of exactly these bytes, if they are known: parsing them again would
   * give the same result.
   */
  recall(chunk: Buffer, from: number, end: number, isHead: boolean): ParsedResponse | null {
    const length = end - from;
    const known = this.#known[length % PLACES];
    if (known === undefined || known.length !== length || known.isHead !== isHead) return null;
    if (chunk.compare(known.bytes, 0, length, from, end) !== 0) return null;
    this.#body = known.response.body;
    return known.response;
  }

  /** Notes the body of a response that came in pieces, or that ended with the connection. */
  noteBody(body: Buffer): void {
    this.#body = body;
  }

  /** Notes a response that consists of exactly these bytes. */
  note(response: ParsedResponse, chunk: Buffer, from: number, end: number, isHead: boolean): void {
    this.#body = response.body;
    const length = end - from;
    if (length > LONGEST_BYTES) return;
    const { bytes } = this.#known[length % PLACES] ?? { bytes: Buffer.allocUnsafeSlow(LONGEST_BYTES) };
    chunk.copy(bytes, 0, from, end);
    this.#known[length % PLACES] = { bytes, length, isHead, response };
  }
}
