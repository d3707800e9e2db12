import { studentTQuantile } from './student-t.ts';
import { summarize } from './summary.ts';

export interface DifferenceOfMeans {
  /** Mean of `values` minus mean of `baseline`, in their unit. */
  readonly difference: number;
  /** Confidence interval of the difference. */
  readonly low: number;
  readonly high: number;
}

/**
 * differenceOfMeans is the difference of two means with its confidence interval; the two samples may spread
 * differently.
 *
 * Welch's interval with Satterthwaite's degrees of freedom (Welch, Biometrika 34, 1947). If the interval contains 0,
 * the difference is not significant.
 *
 * @param confidence of the two-sided interval, above 0 and below 1
 * @returns null if either sample has fewer than two values, whose spread is unknown
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
