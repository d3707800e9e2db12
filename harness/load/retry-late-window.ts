/** Repeats a window that was announced too late on a busy host. */
import { monotonicMs } from '../host/clock.ts';
import type { LoadFigures } from '../records/run.ts';
import type { Load } from './load.ts';
import { LateWindow } from './merge-figures.ts';

/** Lead time of the second window. A load process that cannot be reached within this time cannot measure either. */
const SECOND_LEAD_MS = 1_000;

/**
 * retryLateWindow measures from an instant on, and once more from a later one if a load process learned of the first
 * too late.
 *
 * @throws {LateWindow} when the host is too busy for the second one too
 */
export async function retryLateWindow<Measured>(
  fromMs: number,
  measureFrom: (fromMs: number) => Promise<Measured>,
): Promise<Measured> {
  try {
    return await measureFrom(fromMs);
  } catch (error) {
    if (!(error instanceof LateWindow)) throw error;
    return measureFrom(monotonicMs() + SECOND_LEAD_MS);
  }
}

/** Measures the load over a window of this length, with the same retry. */
export function measureWithRetry(load: Load, fromMs: number, lengthMs: number): Promise<LoadFigures> {
  return retryLateWindow(fromMs, (fromMs) => load.measure({ fromMs, toMs: fromMs + lengthMs }));
}
