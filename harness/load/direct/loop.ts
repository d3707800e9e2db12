import type { Connection } from './connection.ts';

/** Decides when a connection sends next. */
export interface Loop {
  /** The connection has no request under way. */
  free(connection: Connection, nowMs: number): void;
  /** Requests that were due and have not been sent. */
  readonly waiting: number;
  /** Gives up those that wait and were due before an instant. */
  expire(dueBeforeMs: number, nowMs: number): void;
  /** Begins what is due by now. */
  catchUp(): void;
}
