/** The error of an estimate, part of whose variance is known and part estimated; with its test and interval. */
import { logGamma, studentTQuantile, studentTUpperTail } from './student-t.ts';

/** Inference is the change between two sides. Differences are of natural logarithms, so that they are ratios. */
export interface Inference {
  /** head / base - 1. */
  readonly change: number;
  /** ln(head / base). */
  readonly logRatio: number;
  /** Standard error of the log ratio. */
  readonly standardError: number;
  /** Degrees of freedom of the estimated part of the error. */
  readonly degreesOfFreedom: number;
  /** Two-sided p-value of no change. */
  readonly pValue: number;
  /** Interval of the change, as a ratio. */
  readonly interval: { readonly low: number; readonly high: number };
}

/**
 * Trials never agree better than this standard deviation of logs, because histograms of latencies have three digits.
 * Figures that are equal to the last digit are rounded, and prove nothing beyond it.
 */
export const ROUNDING_SPREAD = 0.001;

export const DEFAULT_CONFIDENCE = 0.99;

/** inferenceOf returns the test and interval of an estimate. */
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

/** EstimateError is the sum of a normal variable of known variance and a Student t of an estimated one. */
export interface EstimateError {
  readonly knownVariance: number;
  readonly estimatedVariance: number;
  /** Degrees of freedom of the estimated variance. */
  readonly degreesOfFreedom: number;
}

/**
 * Steps of the sum over ln(chi-square), in its standard deviations of sqrt(2 / degrees of freedom). The trapezoidal
 * rule is exact to 1e-9 there, because both ends fall to zero. With few degrees of freedom one end falls slowly, and
 * the step has an upper limit.
 */
const STEP_IN_DEVIATIONS = 0.4;
const LONGEST_STEP = 0.2;

/** Terms of a smaller weight are left out. */
const NEGLIGIBLE = 1e-12;

/** errorTail is P(error > reach) for reach >= 0. */
export function errorTail(reach: number, error: EstimateError): number {
  const single = ofOnePart(error);
  if (single) return studentTUpperTail(reach / single.scale, single.degreesOfFreedom);
  return mixture(error).reduce((tail, part) => tail + part.weight * normalTail(reach / part.scale), 0);
}

/**
 * errorQuantile is the value that the error exceeds with probability `upperTail`: Newton's steps from 0, as the tail
 * is convex.
 */
export function errorQuantile(upperTail: number, error: EstimateError): number {
  const single = ofOnePart(error);
  if (single) return single.scale * studentTQuantile(upperTail, single.degreesOfFreedom);
  const parts = mixture(error);
  let reach = 0;
  for (let step = Number.POSITIVE_INFINITY; step > 1e-9 * reach; reach += step) {
    let [tail, density] = [0, 0];
    for (const { weight, scale } of parts) {
      const z = reach / scale;
      tail += weight * normalTail(z);
      density += (weight * Math.exp((-z * z) / 2)) / (scale * Math.sqrt(2 * Math.PI));
    }
    step = (tail - upperTail) / density;
    if (step <= 0) break;
  }
  return reach;
}

function ofOnePart({ knownVariance, estimatedVariance, degreesOfFreedom }: EstimateError) {
  if (estimatedVariance === 0)
    return { scale: Math.sqrt(knownVariance), degreesOfFreedom: Number.POSITIVE_INFINITY };
  if (knownVariance === 0) return { scale: Math.sqrt(estimatedVariance), degreesOfFreedom };
  return null;
}

/**
 * mixture is the same error as weighted normal ones: a Student t is a normal variable whose variance is 1 over a
 * chi-square.
 */
function mixture({ knownVariance, estimatedVariance, degreesOfFreedom }: EstimateError) {
  const half = degreesOfFreedom / 2;
  const step = Math.min(LONGEST_STEP, STEP_IN_DEVIATIONS / Math.sqrt(half));
  const logConstant = half * Math.LN2 + logGamma(half);
  const weightAt = (log: number) => step * Math.exp(half * log - Math.exp(log) / 2 - logConstant);
  const parts: { weight: number; scale: number }[] = [];
  const add = (log: number) => {
    const weight = weightAt(log);
    const variance = knownVariance + (estimatedVariance * degreesOfFreedom) / Math.exp(log);
    parts.push({ weight, scale: Math.sqrt(variance) });
    return weight > NEGLIGIBLE;
  };
  const middle = Math.log(degreesOfFreedom);
  for (let log = middle; add(log); log += step);
  for (let log = middle - step; add(log); log -= step);
  return parts;
}

/** P(Z > z) for z >= 0, to 1.2e-7 of its value (Numerical Recipes, 2nd ed., 6.2: erfcc). */
function normalTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  let series = 0;
  for (const coefficient of ERFC) series = series * t + coefficient;
  return 0.5 * t * Math.exp(-x * x + series);
}

/** Highest power first. */
const ERFC = [
  0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
  1.00002368, -1.26551223,
] as const;

/** Standard deviation of logs between runs of one side, for comparisons that cannot measure it. */
export const ASSUMED_RUN_SPREAD = 0.01;

/**
 * holm returns Holm's adjusted p-values, in the order given. Comparing each with a level keeps the probability of any
 * false alarm below that level, whatever their dependence (Holm, Scandinavian Journal of Statistics 6, 1979).
 *
 * @param pValues from 0 to 1
 */
export function holm(pValues: readonly number[]): number[] {
  const ascending = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
  const adjusted = pValues.map(() => 1);
  let most = 0;
  for (const [rank, index] of ascending.entries()) {
    most = Math.max(most, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 1)));
    adjusted[index] = most;
  }
  return adjusted;
}
