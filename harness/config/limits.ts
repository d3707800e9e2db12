/** `5%,p99:10%,cluster-8-rr:3%,p99@cluster-8-rr:8%` -> limits by metric and cell. */

import { metricNamed, metricNames } from '../stats/metrics/index.ts';
import type { Limits, SpecialLimit } from './compare-rules.ts';
import type { Given } from './given.ts';
import { UsageError } from './usage-error.ts';
import { itemsOf, oneOf } from './values.ts';

/**
 * @param least that makes sense
 * @throws {UsageError} at a metric that is unknown, or no percentage; cells are known once runs are read
 */
export function limitsIn(given: Given, usual: number, least: Least = 'above 0'): Limits {
  const items = itemsOf(given).map((item) => {
    const [, name, text = ''] = /^(?:(.*):)?([^:]*)$/.exec(item) ?? [];
    const where = name === undefined ? null : whereIn(name.trim(), given.origin);
    return { where, ratio: percentIn(text, given.origin, least) };
  });
  return {
    usual: items.findLast(({ where }) => where === null)?.ratio ?? usual,
    special: items.flatMap(({ where, ratio }) => (where === null ? [] : [{ ...where, ratio }])),
  };
}

/** A metric's name, a cell's, or `metric@cell`. */
function whereIn(name: string, origin: string): Omit<SpecialLimit, 'ratio'> {
  const [metric, cell] = name.split(/@(.*)/s);
  if (name === '' || cell === '') {
    throw new UsageError(`${origin} takes a metric, a setup or both before the colon: p99@single:5%`);
  }
  if (cell !== undefined) return { metric: metricIn(metric ?? '', origin), cell };
  return metricNamed(name) ? { metric: name, cell: null } : { metric: null, cell: name };
}

/** @throws {UsageError} with the nearest metric */
export function metricIn(text: string, origin: string): string {
  return oneOf(text, metricNames(), origin);
}

type Least = '0' | 'above 0';

/** `5%` or `5 %` -> 0.05. @throws {UsageError} at anything else: a bare 5 could be 500 % */
export function percentIn(text: string, origin: string, least: Least = 'above 0'): number {
  const match = /^(\d+\.?\d*|\.\d+)\s*%$/.exec(text.trim());
  const value = Number(match?.[1]);
  if (match && (least === '0' || value > 0) && value <= 100) return value / 100;
  const from = least === '0' ? 'from 0 % to 100 %' : 'above 0 % and up to 100 %';
  throw new UsageError(`${origin} takes a percentage ${from}, such as 5%, not "${text.trim()}"`);
}
