/** Absolute limits that the head must meet, whatever the base measured. */

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
 * One gate per cell that a rule matches. A named cell that the head does not have has no figure, and fails the
 * gate. A pattern matches cells of the head, or missing cells if it matches none of those.
 *
 * @param cells of the head, including those that the base does not have; cells missing from the head have no runs
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
    ...gates.map(({ flag, cell }) => ({ flag, name: cell, orMetric: false })),
  ];
}
