/** The simulated database delay: waiting is free, but its timer is not. */
import { findUsers } from '../../targets/apps/users.ts';
import type { Figure } from '../records/micro.ts';
import { cpuOf, measure } from './measure.ts';

/**
 * Delays that start in one turn of the event loop: as many as in a busy app, but few enough not to delay each other.
 */
const DELAYS = 100;

export function measureTimer(timeMs: number): Promise<Figure[]> {
  const batchMs = () =>
    cpuOf(async () => void (await Promise.all(Array.from({ length: DELAYS }, findUsers))));
  const figure = { id: 'timer', app: null, clock: 'cpu', operationsPerSample: DELAYS } as const;
  return measure([{ ...figure, warmupOperations: 2_000, batchMs }], timeMs);
}
