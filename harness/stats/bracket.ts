/** The uncertainty that searches for the capacity leave. */
import type { OkTrial } from '../records/run.ts';
import { mean } from './summary.ts';

export interface Bracket {
  readonly low: number;
  /** Infinity if a search found no rate that was too high. */
  readonly high: number;
}

/**
 * meanBracket reaches from the highest rate that kept the objective to the lowest that did not, means over trials;
 * null without a search.
 */
export function meanBracket(trials: readonly OkTrial[]): Bracket | null {
  const searches = trials.flatMap(({ search }) => search ?? []);
  if (searches.length === 0) return null;
  return {
    low: mean(searches.map(({ low }) => low)),
    high: mean(searches.map(({ high }) => high ?? Number.POSITIVE_INFINITY)),
  };
}
