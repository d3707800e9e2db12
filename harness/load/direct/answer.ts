/** A complete response to one request. */
export interface Answer {
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
