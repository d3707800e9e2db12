/** `5%,p99:10%,cluster-8-rr:3%,p99@cluster-8-rr:8%` -> limits by metric and cell. */

import { metricNamed, metricNames } from '../stats/metrics/index.ts';
import type { Limits, SpecialLimit } from './compare-rules.ts';
import type { Given } from './given.ts';
import { UsageError } from './usage-error.ts';
import { itemsOf, oneOf, percentIn } from './values.ts';

/**
 * @param least that makes sense
 * @throws {UsageError} at a metric that is unknown, or no percentage; cells are known once runs are read
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
