import { answersFor } from './percentile-support.ts';

/** The shortest, of the trial's window. */
export const STEPS_PER_WINDOW = 4;

/**
 * How long a rate is tried in a search for the capacity: until enough answers carry the percentile, but for a quarter
 * of the trial's window at least, and no longer than all of it.
 *
 * @param rate requests per second
 * @param windowMs of the trial
 */
export function searchStepMs(rate: number, percentile: number, windowMs: number): number {
  const enoughMs = (1_000 * answersFor(percentile)) / rate;
  return Math.min(windowMs, Math.max(windowMs / STEPS_PER_WINDOW, enoughMs));
}
