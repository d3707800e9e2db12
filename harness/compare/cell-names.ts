/** Names of cells in the options of a comparison. */

import type { CompareOptions, Limits } from '../config/compare-rules.ts';
import { didYouMean } from '../config/nearest.ts';
import { UsageError } from '../config/usage-error.ts';
import { meansCell } from '../records/means-cell.ts';
import { metricNames } from '../stats/metrics/index.ts';

/** A cell name in an option. */
export interface CellNamed {
  readonly flag: string;
  readonly name: string;
  /** Whether the option also accepts a metric there. */
  readonly orMetric: boolean;
}

/** @throws {UsageError} at a name that matches none of the cells */
export function refuseUnknownCells(names: readonly CellNamed[], ids: readonly string[]): void {
  const variants = [...new Set(ids.map((id) => id.split('/').at(-1) ?? id))];
  for (const { flag, name, orMetric } of names) {
    if (ids.length === 0 || ids.some((id) => meansCell(name, id))) continue;
    const what = orMetric
      ? `${name}, which is neither a metric nor a variant of either side`
      : `the variant ${name}, which neither side has`;
    const known = orMetric ? [...variants, ...ids, ...metricNames()] : [...variants, ...ids];
    throw new UsageError(
      `${flag} names ${what}${didYouMean(name, known) || `; there are ${variants.join(', ')}`}`,
    );
  }
}

/** The cell names in the options. */
export function cellsNamed({ minEffect, threshold, gates }: CompareOptions): CellNamed[] {
  const special = (flag: string, limits: Limits) =>
    limits.special.flatMap(({ cell, metric }) =>
      cell === null ? [] : [{ flag, name: cell, orMetric: metric === null }],
    );
  return [
    ...special('--min-effect', minEffect),
    ...special('--threshold', threshold),
    ...gates.map(({ cell }) => ({ flag: '--gate', name: cell, orMetric: false })),
  ];
}
