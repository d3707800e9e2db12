/** Absolute limits that the head must keep, whatever the base did. */
import type { Gate } from '../comparison.ts';
import { didYouMean } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import { figuresOf } from './figures.ts';
import { metrics } from './metrics.ts';
import { type CompareOptions, type GateRule, meansCell } from './options.ts';
import type { SideCell } from './sides.ts';

/**
 * One gate a cell that a rule means. A cell that is named and that the head lacks has no figure, and does not meet it.
 *
 * @param cells of the head, whether the base has them or not; those that it lacks are without runs
 */
export function gatesOf(rules: readonly GateRule[], cells: readonly SideCell[]): Gate[] {
  return rules.flatMap((rule) => {
    const isMeant = ({ id, runs }: SideCell) =>
      meansCell(rule.cell, id) && (rule.cell !== '*' || runs.length > 0);
    const meant = cells.filter(isMeant);
    return meant.map(({ id, runs }) => {
      const { text, metric, limit } = rule;
      const value = figuresOf(metrics[metric], runs).mean;
      const met = value !== null && (rule.flag === '--max' ? value < limit : value > limit);
      return { text, metric, cell: id, limit, value, met };
    });
  });
}

/** @throws {UsageError} at a name that means none of the cells */
export function refuseUnknownCells(
  names: readonly { readonly flag: string; readonly cell: string | null }[],
  ids: readonly string[],
): void {
  const setups = ids.map((id) => id.split('/').at(-1) ?? id);
  for (const { flag, cell } of names) {
    if (cell === null || ids.length === 0 || ids.some((id) => meansCell(cell, id))) continue;
    const hint = didYouMean(cell, [...ids, ...setups]) || `; there are ${ids.join(', ')}`;
    throw new UsageError(`${flag} names the cell ${cell}, which neither side has${hint}`);
  }
}

/** Names of cells that the options hold, each with the flag that named it. */
export function cellsNamed({ minEffect, threshold, gates }: CompareOptions) {
  return [
    ...minEffect.special.map(({ cell }) => ({ flag: '--min-effect', cell })),
    ...threshold.special.map(({ cell }) => ({ flag: '--threshold', cell })),
    ...gates.map(({ flag, cell }) => ({ flag, cell })),
  ];
}
