/** Windows that a busy host heard of too late. */
import { monotonicMs } from '../host/clock.ts';
import type { LoadFigures } from '../records/run.ts';
import type { Load } from './load.ts';
import { LateWindow } from './merge-figures.ts';

/** Of the second window: a load process that could not be told within this time is not to be measured by. */
const SECOND_LEAD_MS = 1_000;

/**
 * What was measured from an instant on; from a later one where a load process heard of that too late.
 *
 * @throws {LateWindow} when the host is too busy for that one too
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

/** The load's figures over so long, in time likewise. */
export function measureWithRetry(load: Load, fromMs: number, lengthMs: number): Promise<LoadFigures> {
  return retryLateWindow(fromMs, (fromMs) => load.measure({ fromMs, toMs: fromMs + lengthMs }));
}
