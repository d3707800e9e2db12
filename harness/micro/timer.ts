/** The simulated database delay: it waits, which costs nothing, by a timer, which does. */
import { findUsers } from '../../targets/apps/users.ts';
import type { Figure } from './figure.ts';
import { cpuOf, measure } from './measure.ts';

/** Begun in one turn of the event loop: some of a busy app's, and few enough that they do not delay each other. */
const DELAYS = 100;

export function measureTimer(timeMs: number): Promise<Figure[]> {
  const batchMs = () =>
    cpuOf(async () => void (await Promise.all(Array.from({ length: DELAYS }, findUsers))));
  const figure = { id: 'timer', app: null, clock: 'cpu', operationsPerSample: DELAYS } as const;
  return measure([{ ...figure, warmupOperations: 2_000, batchMs }], timeMs);
}
