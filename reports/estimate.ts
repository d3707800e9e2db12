/** A figure over the trials of a cell, and its confidence interval. */
import { type MeanInterval, meanInterval } from '../harness/stats/confidence.ts';
import { mean } from '../harness/stats/summary.ts';
import { figure, percent } from './format.ts';

export const CONFIDENCE = 0.95;

export interface Estimate {
  /** One per trial. */
  readonly values: readonly number[];
  readonly mean: number;
  /** Student's t over trials, or as wide as each trial leaves open; null where either is unknown. */
  readonly interval: MeanInterval | null;
}

/** Null without values, and where one is unknown: the rest must not pass for all. */
export function estimate(values: readonly (number | null)[]): Estimate | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length < values.length) return null;
  return { values: known, mean: mean(known), interval: meanInterval(known, CONFIDENCE) };
}

/**
 * `9,204 ± 0.8%`, or the mean alone where its spread is unknown.
 *
 * @param per divisor of the shown figure, as the metric has it
 */
export function withInterval(known: Estimate, per = 1): string {
  return `${figure(known.mean / per)}${plusMinus(known)}`;
}

/** ` ± 0.8%`, for behind a figure or its unit; empty where the spread is unknown. */
export function plusMinus({ interval }: Estimate): string {
  const share = interval?.relativeHalfWidth;
  return share === undefined || !Number.isFinite(share) ? '' : ` ± ${percent(share, share < 0.0995 ? 1 : 0)}`;
}
