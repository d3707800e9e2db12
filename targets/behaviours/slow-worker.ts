import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Behaviour } from './behaviour.ts';
import { spin } from './spin.ts';

/** Extra CPU time per request: several times the whole cost of a request of the built-in apps. */
const EXTRA_MS = 2;

/** A worker that needs more CPU time per request than its siblings. */
export const slowWorker: Behaviour = {
  name: 'slow-worker',
  of: 'worker',
  isRepeated: true,
  begin: () => {
    const listener = () => spin(EXTRA_MS);
    subscribe('http.server.request.start', listener);
    return () => unsubscribe('http.server.request.start', listener);
  },
};
