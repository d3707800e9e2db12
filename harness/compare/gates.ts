/** Absolute limits that the head must keep, whatever the base did. */

import { type CompareOptions, type GateRule, type Limits, meansCell } from '../config/compare-rules.ts';
import { didYouMean } from '../config/nearest.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Gate } from '../records/comparison.ts';
import { metricNames, metricOf } from '../stats/metrics/index.ts';
import { sum } from '../stats/summary.ts';
import { figuresOf } from './figures.ts';
import type { SideCell } from './sides.ts';

const KEEPS: Readonly<Record<GateRule['sign'], (value: number, limit: number) => boolean>> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

/**
 * One gate a cell that a rule means. A cell that is named and that the head lacks has no figure, and does not meet it;
 * a pattern means those that the head has, unless it has none of them.
 *
 * @param cells of the head, whether the base has them or not; those that it lacks are without runs
 */
export function gatesOf(rules: readonly GateRule[], cells: readonly SideCell[]): Gate[] {
  return rules.flatMap((rule) => {
    const { text, metric, sign, limit } = rule;
    return meantBy(rule, cells).map(({ id, runs }) => {
      const { mean: value, runs: figures } = figuresOf(metricOf(metric), runs);
      const trials = runs.flatMap(({ ok }) => ok).length + sum(runs.map(({ failed }) => failed));
      const lacking = trials - figures.flat().length;
      const met = value !== null && lacking === 0 && KEEPS[sign](value, limit);
      return { text, metric, cell: id, limit, value, lacking, met };
    });
  });
}

function meantBy(rule: GateRule, cells: readonly SideCell[]): readonly SideCell[] {
  const meant = cells.filter(({ id }) => meansCell(rule.cell, id));
  const there = meant.filter(({ runs }) => runs.length > 0);
  return rule.cell.includes('*') && there.length > 0 ? there : meant;
}

/** A cell as a flag names it. */
export interface CellNamed {
  readonly flag: string;
  readonly name: string;
  /** Whether a metric could have stood there as well. */
  readonly orMetric: boolean;
}

/** @throws {UsageError} at a name that means none of the cells */
export function refuseUnknownCells(names: readonly CellNamed[], ids: readonly string[]): void {
  const setups = [...new Set(ids.map((id) => id.split('/').at(-1) ?? id))];
  for (const { flag, name, orMetric } of names) {
    if (ids.length === 0 || ids.some((id) => meansCell(name, id))) continue;
    const what = orMetric
      ? `${name}, which is no metric and no setup of either side`
      : `the setup ${name}, which neither side has`;
    const known = orMetric ? [...setups, ...ids, ...metricNames()] : [...setups, ...ids];
    throw new UsageError(
      `${flag} names ${what}${didYouMean(name, known) || `; there are ${setups.join(', ')}`}`,
    );
  }
}

/** Cells as the options name them. */
export function cellsNamed({ minEffect, threshold, gates }: CompareOptions): CellNamed[] {
  const special = (flag: string, limits: Limits) =>
    limits.special.flatMap(({ cell, metric }) =>
      cell === null ? [] : [{ flag, name: cell, orMetric: metric === null }],
    );
  return [
    ...special('--min-effect', minEffect),
    ...special('--threshold', threshold),
    ...gates.map(({ flag, cell }) => ({ flag, name: cell, orMetric: false })),
  ];
}
