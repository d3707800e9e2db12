/** `--rate` and `--slo`: how much load an open loop offers, and what it must bear. */
import type { Objective, Rate } from '../load/rate.ts';
import { percentiles } from '../stats/percentiles.ts';
import { UsageError } from './usage-error.ts';
import { type Given, numberIn, oneText, percentIn } from './values.ts';

const RATE = { min: 1, max: 10_000_000, whole: false };

/** `5000` requests per second, or `80%` of the measured maximum. @throws {UsageError} at anything else */
export function rateOf(given: Given): Rate {
  const text = oneText(given).trim();
  if (text.endsWith('%'))
    return { kind: 'share', share: percentIn(text, { min: 1, max: 100 }, given.origin) };
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
