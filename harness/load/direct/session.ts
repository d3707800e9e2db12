/** Session is one virtual user on its connection: it carries out what the user does, and reports each outcome. */
export interface Session {
  /** Begins an iteration at once. */
  begin(nowMs: number): void;
  /** Begins an iteration whose first request was due at an instant and is in the ledger since then. */
  beginDue(dueMs: number): void;
  /** Closes the connection between two iterations. The next one opens another. */
  rest(): void;
  /** Number of requests in flight. */
  readonly inFlight: number;
  /** Gives up a request that was due before an instant. */
  expire(dueBeforeMs: number, nowMs: number): void;
}

export interface SessionOwner {
  /** The iteration is over: the session waits for `begin`. */
  free(session: Session, nowMs: number): void;
  /** A request has ended that no iteration waits for. */
  settled(): void;
  /** The first request of the session has ended, in whatever way. */
  firstEnded(): void;
}
