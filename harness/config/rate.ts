/** `--rate`, `--slo` and `--precision`: how much load an open loop offers, what it must bear, how sure to be. */
import type { Objective, Rate } from '../load/rate.ts';
import { percentiles } from '../stats/percentiles.ts';
import type { Given } from './given.ts';
import { UsageError } from './usage-error.ts';
import { numberIn, oneText } from './values.ts';

const RATE = { min: 1, max: 10_000_000, whole: false };

/** `5000` requests per second, or `80%` of the measured maximum. @throws {UsageError} at anything else */
export function rateOf(given: Given): Rate {
  const text = oneText(given).trim();
  if (text.endsWith('%'))
    return { kind: 'share', share: percentOf(text, { min: 1, max: 100 }, given.origin) };
  return { kind: 'absolute', perSecond: numberIn(text, RATE, given.origin) };
}

/** `p99<200`: the 99th percentile below 200 ms. @throws {UsageError} at anything else */
export function objectiveOf(given: Given): Objective {
  const text = oneText(given).replaceAll(' ', '');
  const [, name = '', limitText = ''] = /^(p[\d.]+)<(.+)$/i.exec(text) ?? [];
  const found = percentiles.find((known) => known.name === name.toLowerCase());
  if (found === undefined) {
    throw new UsageError(
      `${given.origin} takes a percentile and milliseconds, such as "p99<200" (${percentiles.map((known) => known.name).join(', ')}), not "${text}"`,
    );
  }
  const limit = { min: 0.1, max: 3_600_000, whole: false, unit: 'ms' } as const;
  return { percentile: found.percent, limitMs: numberIn(limitText, limit, given.origin) };
}

/** `2%` as 0.02. @throws {UsageError} at anything else */
export function precisionOf(given: Given): number {
  return percentOf(oneText(given), { min: 0.1, max: 50 }, given.origin);
}

/** A share such as `2%`, as a ratio; the range is in percent. @throws {UsageError} at anything else */
export function percentOf(text: string, { min, max }: { min: number; max: number }, origin: string): number {
  const value = /^([\d.]+)\s*%$/.exec(text.trim())?.[1];
  const percent = Number(value);
  if (value === undefined || !(percent >= min && percent <= max)) {
    throw new UsageError(`${origin} takes a share from ${min}% to ${max}%, not "${text}"`);
  }
  return percent / 100;
}
