import { responsesFor } from './percentile-support.ts';

/** The shortest step is the window divided by this. */
export const STEPS_PER_WINDOW = 4;

/**
 * searchStepMs is how long a search for the capacity tries one rate: until it has enough responses for the
 * percentile, but at least a quarter of the trial's window, and at most all of it.
 *
 * @param rate requests per second
 * @param windowMs length of the trial's window
 */
export function searchStepMs(rate: number, percentile: number, windowMs: number): number {
  const enoughMs = (1_000 * responsesFor(percentile)) / rate;
  return Math.min(windowMs, Math.max(windowMs / STEPS_PER_WINDOW, enoughMs));
}
