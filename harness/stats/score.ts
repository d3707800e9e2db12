/** The figure by which a cell is judged, over its trials, and how well they know it. */
import type { OkTrial } from '../records/run.ts';
import { meanBracket } from './bracket.ts';
import { type MeanInterval, meanInterval, widened } from './confidence.ts';
import type { Metric } from './metrics/metric.ts';
import { mean } from './summary.ts';

export interface Score {
  /** One a trial. */
  readonly values: readonly number[];
  /** Of the mean, 95 %: Student's t over trials, but never narrower than `floor`; null where either is unknown. */
  readonly interval: MeanInterval | null;
  /**
   * The half-width that no number of trials gets below, in the unit of the values: what a window that cuts rounds of
   * requests leaves open of a throughput, and of a capacity, which is the
   * lower end of the bracket that its search leaves open, and may lie as far above as that is wide. Trials that try the
   * same rates agree better than they know. Infinity where a search found no upper end.
   */
  readonly floor: number;
}

/** Null without trials, and where one cannot tell its figure: the others would pass for all. */
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

/** Trials whose windows cut the same rounds agree better than they know. */
function openOf(trials: readonly OkTrial[], values: readonly number[], metric: Metric): number {
  return mean(trials.map((trial, index) => metric.resolution(trial) * (values[index] ?? 0)));
}

/** Code of the diagnostic on a score that trials know less well than was asked for. */
export const PRECISION_MISSED = 'precision-missed';
