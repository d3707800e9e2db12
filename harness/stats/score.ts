/** The figure that a cell is judged by, over its trials, with its interval. */
import type { OkTrial } from '../records/run.ts';
import { meanBracket } from './bracket.ts';
import { type MeanInterval, meanInterval, widened } from './confidence.ts';
import type { Metric } from './metrics/metric.ts';
import { mean } from './summary.ts';

export interface Score {
  /** One value per trial. */
  readonly values: readonly number[];
  /**
   * 95% confidence interval of the mean (Student's t over trials), but never narrower than `floor`; null if either is
   * unknown.
   */
  readonly interval: MeanInterval | null;
  /**
   * Smallest half-width that any number of trials can reach, in the unit of the values. For a throughput it comes
   * from windows that cut rounds of requests. A capacity is the lower end of the bracket that its search leaves, and
   * may be higher by the bracket's width. Trials that try the same rates agree better than they should. Infinity if a
   * search found no upper end.
   */
  readonly floor: number;
}

/** scoreOf returns null without trials, and if one of them has no figure: the others would pass for all. */
export function scoreOf(
  trials: readonly OkTrial[],
  metric: Metric,
  cell: Parameters<Metric['read']>[1],
): Score | null {
  const values = trials.flatMap((trial) => metric.read(trial, cell) ?? []);
  if (values.length === 0 || values.length < trials.length) return null;
  const bracket = metric.isSought ? meanBracket(trials) : null;
  const floor = bracket === null ? openOf(trials, values, metric) : bracket.high - bracket.low;
  const sampled = meanInterval(values);
  return { values, interval: sampled && widened(sampled, floor), floor };
}

/** openOf is the uncertainty of windows. Trials whose windows cut the same rounds agree better than they should. */
function openOf(trials: readonly OkTrial[], values: readonly number[], metric: Metric): number {
  return mean(trials.map((trial, index) => metric.resolution(trial) * (values[index] ?? 0)));
}

/** Code of the diagnostic for a score that misses the precision. */
export const PRECISION_MISSED = 'precision-missed';
