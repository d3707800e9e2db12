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
  /** Values of its `Set-Cookie` fields. */
  readonly setCookies: readonly string[];
  /** Bytes of the final head, if the parser keeps heads; else null. */
  readonly head: Buffer | null;
}

/**
 * MalformedResponse is thrown for bytes that are not an HTTP/1.1 response. Its message is one sentence that says why.
 */
export class MalformedResponse extends Error {
  override readonly name = 'MalformedResponse';
}
