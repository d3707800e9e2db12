/** Windows that a busy host heard of too late. */
import { monotonicMs } from '../host/clock.ts';
import { HeardLate } from './merge-figures.ts';

/** Of the second window: a load process that could not be told within this time is not to be measured by. */
const SECOND_LEAD_MS = 1_000;

/**
 * What was measured from an instant on; from a later one where a load process heard of that too late.
 *
 * @throws {HeardLate} when the host is too busy for that one too
 */
export async function inTime<Measured>(
  fromMs: number,
  measureFrom: (fromMs: number) => Promise<Measured>,
): Promise<Measured> {
  try {
    return await measureFrom(fromMs);
  } catch (error) {
    if (!(error instanceof HeardLate)) throw error;
    return measureFrom(monotonicMs() + SECOND_LEAD_MS);
  }
}
