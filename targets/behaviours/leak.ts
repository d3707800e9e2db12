import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Behaviour } from './behaviour.ts';

const LEAKED_BYTES = 65_536;
/** The leak ends here, for a manager that is slow to notice it: it must not fill the host's memory. */
const MOST_BYTES = 512 * 1_048_576;

/** A worker that keeps some memory of each request for ever. */
export const leak: Behaviour = {
  name: 'leak',
  of: 'worker',
  isRepeated: false,
  begin: () => {
    const kept: Buffer[] = [];
    const listener = () => {
      // Filled, since the kernel gives a page only once it is written.
      if (kept.length * LEAKED_BYTES < MOST_BYTES) kept.push(Buffer.alloc(LEAKED_BYTES, 1));
    };
    subscribe('http.server.request.start', listener);
    return () => unsubscribe('http.server.request.start', listener);
  },
};
