import { type EstimateError, errorQuantile, errorTail } from './error-tail.ts';

/** What two sides say of a change; differences are of natural logarithms, so that they are ratios. */
export interface Inference {
  /** head / base - 1. */
  readonly change: number;
  /** ln(head / base). */
  readonly logRatio: number;
  /** Of the log ratio. */
  readonly standardError: number;
  /** Of what of the error was estimated. */
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

/** Test and interval of an estimate. */
export function inferenceOf(logRatio: number, error: EstimateError, confidence: number): Inference {
  const reach = errorQuantile((1 - confidence) / 2, error);
  return {
    change: Math.expm1(logRatio),
    logRatio,
    standardError: Math.sqrt(error.knownVariance + error.estimatedVariance),
    degreesOfFreedom: error.degreesOfFreedom,
    pValue: Math.min(1, 2 * errorTail(Math.abs(logRatio), error)),
    interval: { low: Math.expm1(logRatio - reach), high: Math.expm1(logRatio + reach) },
  };
}
