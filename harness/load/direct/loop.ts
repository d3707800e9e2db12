/** The loop decides when a connection sends next. This file holds the closed loop. */
import type { Ledger } from '../ledger.ts';
import type { Connection } from './connection.ts';

/** Loop decides when a connection sends next. */
export interface Loop {
  /** Tells the loop that the connection has no request in flight. */
  free(connection: Connection, nowMs: number): void;
  /** Requests that were due and have not been sent. */
  readonly waiting: number;
  /** Gives up waiting requests that were due before an instant. */
  expire(dueBeforeMs: number, nowMs: number): void;
  /** Starts the requests that are due by now. */
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
