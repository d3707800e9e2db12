import type { Ledger } from '../ledger.ts';
import type { Loop } from './loop.ts';

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
