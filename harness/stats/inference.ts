import { studentTQuantile, studentTUpperTail } from './student-t.ts';

/** What two sides say of a change; differences are of natural logarithms, so that they are ratios. */
export interface Inference {
  /** head / base - 1. */
  readonly change: number;
  /** ln(head / base). */
  readonly logRatio: number;
  /** Of the log ratio. */
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  /** Two-sided, of no change at all. */
  readonly pValue: number;
  /** Of the change, as a ratio. */
  readonly interval: { readonly low: number; readonly high: number };
}

/**
 * Trials never agree better than this, as a standard deviation of logs: histograms of latencies hold three digits.
 * Figures that are equal to the last digit are rounded, and prove nothing beyond it.
 */
export const ROUNDING_SPREAD = 0.001;

export const DEFAULT_CONFIDENCE = 0.99;

/** Test and interval of an estimate whose error over its standard error is Student's t. */
export function studentInference(
  estimate: { readonly logRatio: number; readonly standardError: number; readonly degreesOfFreedom: number },
  confidence: number,
): Inference {
  const { logRatio, standardError, degreesOfFreedom } = estimate;
  const reach = studentTQuantile((1 - confidence) / 2, degreesOfFreedom) * standardError;
  return {
    ...estimate,
    change: Math.expm1(logRatio),
    pValue: 2 * studentTUpperTail(Math.abs(logRatio) / standardError, degreesOfFreedom),
    interval: { low: Math.expm1(logRatio - reach), high: Math.expm1(logRatio + reach) },
  };
}
