/** Parses limits by metric and cell, and the rate and objective of an open loop. */

import type { Objective, Rate } from '../load/rate.ts';
import { metricNamed, metricNames } from '../stats/metrics/index.ts';
import { percentiles } from '../stats/percentiles.ts';
import type { Limits, SpecialLimit } from './compare-rules.ts';
import { UsageError } from './usage-error.ts';
import { type Given, itemsOf, numberIn, oneOf, oneText, percentIn } from './values.ts';

/**
 * @param least the smallest valid limit
 * @throws {UsageError} at an unknown metric or an invalid percentage; cells can be checked only when runs are read
 */
export function limitsIn(given: Given, usual: number, least: 'above 0' | '0' = 'above 0'): Limits {
  const items = itemsOf(given).map((item) => {
    const [, name, text = ''] = /^(?:(.*):)?([^:]*)$/.exec(item) ?? [];
    const where = name === undefined ? null : whereIn(name.trim(), given.origin);
    const range = { min: 0, max: 100, isMinExcluded: least === 'above 0' };
    return { where, ratio: percentIn(text, range, given.origin) };
  });
  return {
    usual: items.findLast(({ where }) => where === null)?.ratio ?? usual,
    special: items.flatMap(({ where, ratio }) => (where === null ? [] : [{ ...where, ratio }])),
  };
}

/** Parses a metric's name, a cell's, or `metric@cell`. */
function whereIn(name: string, origin: string): Omit<SpecialLimit, 'ratio'> {
  const [metric, cell] = name.split(/@(.*)/s);
  if (name === '' || cell === '') {
    throw new UsageError(`${origin} takes a metric, a variant or both before the colon: p99@single:5%`);
  }
  if (cell !== undefined) return { metric: metricIn(metric ?? '', origin), cell };
  return metricNamed(name) ? { metric: name, cell: null } : { metric: null, cell: name };
}

/** @throws {UsageError} with the nearest metric */
function metricIn(text: string, origin: string): string {
  return oneOf(text, metricNames(), origin);
}

const RATE = { min: 1, max: 10_000_000, whole: false };

/**
 * Parses `5000` requests per second, or `80%` of the measured maximum.
 * @throws {UsageError} at anything else
 */
export function rateOf(given: Given): Rate {
  const text = oneText(given).trim();
  if (text.endsWith('%'))
    return { kind: 'share', share: percentIn(text, { min: 1, max: 100 }, given.origin) };
  return { kind: 'absolute', perSecond: numberIn(text, RATE, given.origin) };
}

/**
 * Parses `p99<200`: the 99th percentile below 200 ms.
 * @throws {UsageError} at anything else
 */
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
