import { studentTQuantile } from './student-t.ts';
import { summarize } from './summary.ts';

export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Half of the interval's width, in the unit of the values. */
  readonly halfWidth: number;
  /** The same as a share of the mean; Infinity if the mean is 0. */
  readonly relativeHalfWidth: number;
}

/**
 * meanInterval is the mean of a cell's trials with its confidence interval: mean ± t s / sqrt(n), Student's t with n
 * - 1 degrees of freedom (Student, Biometrika 6, 1908). It counts trials, not requests, because the requests of a
 * trial are not independent.
 *
 * @param confidence of the two-sided interval, above 0 and below 1
 * @returns null for fewer than two values, whose spread is unknown
 */
export function meanInterval(values: readonly number[], confidence = 0.95): MeanInterval | null {
  const summary = summarize(values);
  if (summary === null || summary.standardDeviation === null) return null;
  const { mean, count, standardDeviation } = summary;
  const quantile = studentTQuantile((1 - confidence) / 2, count - 1);
  return intervalAround(mean, (quantile * standardDeviation) / Math.sqrt(count));
}

/** widened returns the same mean with at least this half-width, in the unit of the values; null if that is infinite. */
export function widened(interval: MeanInterval, halfWidth: number): MeanInterval | null {
  if (interval.halfWidth >= halfWidth) return interval;
  return Number.isFinite(halfWidth) ? intervalAround(interval.mean, halfWidth) : null;
}

function intervalAround(mean: number, halfWidth: number): MeanInterval {
  return {
    mean,
    low: mean - halfWidth,
    high: mean + halfWidth,
    halfWidth,
    relativeHalfWidth: mean === 0 ? Number.POSITIVE_INFINITY : halfWidth / Math.abs(mean),
  };
}
