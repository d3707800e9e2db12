/** A complete response to one request. */
export interface ParsedResponse {
  /** Of the final response: 1xx ones are passed over, but for 101, behind which the connection speaks another protocol. */
  readonly status: number;
  /** Whether the connection may be used again. */
  readonly keepAlive: boolean;
  /** How long the server keeps an idle connection, as it told in `Keep-Alive: timeout`; null where it did not. */
  readonly idleTimeoutMs: number | null;
  /** Content codings of the body, the last one applied last. */
  readonly encodings: readonly string[];
  /**
   * Without the chunked coding; not to be written to. It stays as it is for as long as it is held, and is one and the
   * same buffer while bodies repeat, byte for byte, among the parsers that share a memo.
   */
  readonly body: Buffer;
}

/** What came is no HTTP/1.1 response; the message is one sentence that says what is wrong with it. */
export class MalformedResponse extends Error {
  override readonly name = 'MalformedResponse';
}

/** Longer ones are read in full, which costs little beside receiving them. */
const LONGEST_BYTES = 4096;

export class ResponseMemo {
  readonly #bytes = Buffer.alloc(LONGEST_BYTES);
  #length = 0;
  #isHead = false;
  #response: ParsedResponse | null = null;
  #body: Buffer | null = null;

  /** The body of the last response, null before the first; never written to again. */
  get body(): Buffer | null {
    return this.#body;
  }

  /** Length in bytes of the response that `recall` returned. */
  get length(): number {
    return this.#length;
  }

  /** The last response where the same bytes begin at `from`: reading them again could tell nothing else. */
  recall(chunk: Buffer, from: number, end: number, isHead: boolean): ParsedResponse | null {
    const length = this.#length;
    if (length === 0 || end - from < length || isHead !== this.#isHead) return null;
    return chunk.compare(this.#bytes, 0, length, from, from + length) === 0 ? this.#response : null;
  }

  /** Notes a response that came in pieces, or that the connection's end ended. */
  noteBody(body: Buffer): void {
    if (body === this.#body) return;
    this.#body = body;
    this.#length = 0;
  }

  /** Notes a response that these bytes alone gave. */
  note(response: ParsedResponse, chunk: Buffer, from: number, end: number, isHead: boolean): void {
    this.noteBody(response.body);
    if (end - from > LONGEST_BYTES) return;
    chunk.copy(this.#bytes, 0, from, end);
    this.#length = end - from;
    this.#isHead = isHead;
    this.#response = response;
  }
}
