/** ParsedResponse is a complete response to one request. */
export interface ParsedResponse {
  /**
   * Status of the final response. Interim (1xx) responses are skipped except 101, after which the connection speaks
   * another protocol.
   */
  readonly status: number;
  /** Whether the connection may be used again. */
  readonly keepAlive: boolean;
  /** How long the server keeps an idle connection, from `Keep-Alive: timeout`; null if not announced. */
  readonly idleTimeoutMs: number | null;
  /** Whether it has the field Retry-After. */
  readonly asksToRetry: boolean;
  /** Content codings of the body, the last one applied last. */
  readonly encodings: readonly string[];
  /**
   * Body without the chunked coding; read only. It never changes while it is held. Parsers that share a memo return
   * the same buffer as long as bodies repeat, byte for byte.
   */
  readonly body: Buffer;
  /** Bytes of the final head, if the parser keeps heads; else null. */
  readonly head: Buffer | null;
}

/**
 * MalformedResponse is thrown for bytes that are not an HTTP/1.1 response. Its message is one sentence that says why.
 */
export class MalformedResponse extends Error {
  override readonly name = 'MalformedResponse';
}

/** Longer responses are parsed in full, which costs little compared with receiving them. */
const LONGEST_BYTES = 4096;

export class ResponseMemo {
  readonly #bytes = Buffer.alloc(LONGEST_BYTES);
  #length = 0;
  #isHead = false;
  #response: ParsedResponse | null = null;
  #body: Buffer | null = null;

  /** The body of the last response, null before the first. It is never written to again. */
  get body(): Buffer | null {
    return this.#body;
  }

  /** Length in bytes of the response that `recall` returned. */
  get length(): number {
    return this.#length;
  }

  /**
   * recall returns the last response if the same bytes begin at `from`: parsing them again would give the same
   * result.
   */
  recall(chunk: Buffer, from: number, end: number, isHead: boolean): ParsedResponse | null {
    const length = this.#length;
    if (length === 0 || end - from < length || isHead !== this.#isHead) return null;
    return chunk.compare(this.#bytes, 0, length, from, from + length) === 0 ? this.#response : null;
  }

  /** Notes the body of a response that came in pieces, or that ended with the connection. */
  noteBody(body: Buffer): void {
    if (body === this.#body) return;
    this.#body = body;
    this.#length = 0;
  }

  /** Notes a response that consists of exactly these bytes. */
  note(response: ParsedResponse, chunk: Buffer, from: number, end: number, isHead: boolean): void {
    this.noteBody(response.body);
    if (end - from > LONGEST_BYTES) return;
    chunk.copy(this.#bytes, 0, from, end);
    this.#length = end - from;
    this.#isHead = isHead;
    this.#response = response;
  }
}
