import type { LoadFigures } from '../records/run.ts';
import { latencyAt } from '../stats/latency-at.ts';
import { sum } from '../stats/summary.ts';
import { mergeHistograms } from './histogram.ts';

/**
 * A percentile of the latency of all requests that ended, in milliseconds, those that failed being slower than any: of
 * 1,000 requests of which 5 failed the p99 is the 99.5th percentile of the answers. Null where it falls among those that
 * failed, and without an answer.
 *
 * @param percentile one that a record holds
 */
export function latencyWithFailures(
  load: Pick<LoadFigures, 'completed' | 'errors' | 'latency'>,
  percentile: number,
): number | null {
  const { completed, errors, latency } = load;
  const failed = sum(Object.values(errors));
  if (completed === 0) return null;
  if (failed === 0) return latencyAt(load, percentile);
  const rank = (percentile * (completed + failed)) / completed;
  return rank > 100 ? null : mergeHistograms([latency.histogram]).getValueAtPercentile(rank) / 1_000;
}
