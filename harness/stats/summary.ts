/** Summary describes a few values of the same kind: the trials of a cell, the workers of a trial. */
export interface Summary {
  readonly count: number;
  readonly mean: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Standard deviation of the sample (divisor n - 1); null for a single value, whose spread is unknown. */
  readonly standardDeviation: number | null;
  /** Standard deviation / mean, as a ratio; null for a single value or a mean of 0. */
  readonly coefficientOfVariation: number | null;
}

/** summarize returns figures in the unit of the values, except `count` and the ratio; null for an empty list. */
export function summarize(values: readonly number[]): Summary | null {
  if (values.length === 0) return null;
  const average = mean(values);
  const deviation = standardDeviation(values);
  return {
    count: values.length,
    mean: average,
    median: median(values),
    min: Math.min(...values),
    max: Math.max(...values),
    standardDeviation: deviation,
    coefficientOfVariation: deviation === null || average === 0 ? null : deviation / average,
  };
}

/** Arithmetic mean. NaN for an empty list. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** Sum; 0 for an empty list. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Middle value, or the mean of the two in the middle. NaN for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Standard deviation of a sample, divisor n - 1; null for fewer than two values. Two passes, for stability. */
export function standardDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  return Math.sqrt(squaresAbout(values) / (values.length - 1));
}

/** Sum of squared deviations from the mean; 0 for an empty list. */
export function squaresAbout(values: readonly number[]): number {
  const average = mean(values);
  return sum(values.map((value) => (value - average) ** 2));
}

/**
 * Figures of a trial are 0 or in this range, whatever their unit: 10^15 bytes are a petabyte. Others are damage, and
 * ratios and squares of them would overflow.
 */
const LARGEST = 1e15;
const SMALLEST = 1e-9;

/** isPlausible says whether a figure can have been measured; 0 can. */
export function isPlausible(figure: number): boolean {
  return figure === 0 || (figure >= SMALLEST && figure <= LARGEST);
}
