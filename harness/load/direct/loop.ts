/** What decides when a connection sends next, and the closed loop. */
import type { Ledger } from '../ledger.ts';
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

/** Closed loop: each connection sends its next request when the last one has ended. */
export function closedLoop(ledger: Ledger): Loop {
  return {
    free: (connection, nowMs) => {
      ledger.sent(nowMs);
      connection.send(nowMs);
    },
    waiting: 0,
    expire: () => {},
    catchUp: () => {},
  };
}
