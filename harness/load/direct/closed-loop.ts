import type { Ledger } from '../ledger.ts';
import type { Connection } from './connection.ts';
import type { Loop } from './loop.ts';

/**
 * Closed loop: each connection sends its next request when the last one has ended. All that have ended in one turn of
 * the event loop send at its end: what was read is not held up by what is written, and a server that has nothing to do
 * is woken once for all of them. Latencies count from the end of the last request all the same.
 */
export function closedLoop(ledger: Ledger): Loop {
  let due: { readonly connection: Connection; readonly dueMs: number }[] = [];

  function sendAll(): void {
    const all = due;
    due = [];
    for (const { connection, dueMs } of all) connection.send(dueMs);
  }

  return {
    free: (connection, dueMs) => {
      ledger.sent(dueMs);
      if (due.push({ connection, dueMs }) === 1) setImmediate(sendAll);
    },
    get waiting() {
      return due.length;
    },
    expire: () => {},
    catchUp: () => {},
  };
}
