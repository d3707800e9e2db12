/** How evenly a cell's workers shared requests and connections. */
import type { OkTrial } from '../harness/records/run.ts';
import { median, summarize } from '../harness/stats/summary.ts';
import type { CellResult } from './cell-result.ts';

export interface Balance {
  /** The extreme of any worker in any trial. */
  readonly smallest: number;
  readonly largest: number;
  /** Largest / smallest within one trial, the highest of all trials; null where a worker had none. */
  readonly largestToSmallest: number | null;
  /** Coefficient of variation over the workers of a trial, as a ratio; median over trials. */
  readonly variation: number;
}

/** Null for a single worker, and where every trial lacks a worker's figures or has only zeros. */
export function balanceOf(result: CellResult, key: 'requests' | 'connections'): Balance | null {
  if (result.cell.workers < 2) return null;
  const trials = result.ok.flatMap((trial) => {
    const counts = countsOf(trial, result.cell.workers, key);
    const summary = counts === null ? null : summarize(counts);
    return summary === null || summary.coefficientOfVariation === null
      ? []
      : [{ ...summary, variation: summary.coefficientOfVariation }];
  });
  if (trials.length === 0) return null;
  const smallest = Math.min(...trials.map(({ min }) => min));
  return {
    smallest,
    largest: Math.max(...trials.map(({ max }) => max)),
    largestToSmallest: smallest === 0 ? null : Math.max(...trials.map(({ min, max }) => max / min)),
    variation: median(trials.map(({ variation }) => variation)),
  };
}

function countsOf(
  { processes }: OkTrial,
  expected: number,
  key: 'requests' | 'connections',
): number[] | null {
  const members = processes.filter(({ role }) => role === 'worker');
  const counts = members.map((worker) => worker[key]).filter((value) => value !== null);
  // A worker without figures may have been the busiest.
  return counts.length === members.length && counts.length >= expected ? counts : null;
}
