import { studentTQuantile } from './student-t.ts';
import { summarize } from './summary.ts';

export interface DifferenceOfMeans {
  /** Mean of `values` less mean of `baseline`, in their unit. */
  readonly difference: number;
  /** Confidence interval of the difference. */
  readonly low: number;
  readonly high: number;
}

/**
 * Difference of two means with its confidence interval, the two samples having spreads of their own.
 *
 * Welch's interval with Satterthwaite's degrees of freedom (Welch, Biometrika 34, 1947). An interval that holds
 * 0 means that the difference lies within what the trials differ among themselves.
 *
 * @param confidence of the two-sided interval, above 0 and below 1
 * @returns null where either sample has fewer than two values, for then its spread is unknown
 */
export function differenceOfMeans(
  values: readonly number[],
  baseline: readonly number[],
  confidence = 0.95,
): DifferenceOfMeans | null {
  const a = summarize(values);
  const b = summarize(baseline);
  if (a === null || b === null || a.standardDeviation === null || b.standardDeviation === null) return null;
  const difference = a.mean - b.mean;
  const varianceA = a.standardDeviation ** 2 / a.count;
  const varianceB = b.standardDeviation ** 2 / b.count;
  const variance = varianceA + varianceB;
  if (variance === 0) return { difference, low: difference, high: difference };
  const degreesOfFreedom = variance ** 2 / (varianceA ** 2 / (a.count - 1) + varianceB ** 2 / (b.count - 1));
  const reach = studentTQuantile((1 - confidence) / 2, degreesOfFreedom) * Math.sqrt(variance);
  return { difference, low: difference - reach, high: difference + reach };
}
