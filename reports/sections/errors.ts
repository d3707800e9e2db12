import type { LoadErrors, LoadFigures } from '../../harness/records/run.ts';
import { sum } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import { type Block, paragraph } from '../document/block.ts';
import { type Column, nameColumn, table } from '../document/table.ts';
import { fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

const KINDS: readonly (readonly [keyof LoadErrors, string])[] = [
  ['connect', 'not connected'],
  ['timeout', 'timed out'],
  ['reset', 'reset'],
  ['closed', 'closed without response'],
  ['non2xx', 'unexpected status'],
  ['mismatch', 'wrong body'],
];

/** Shown only where a script could refuse a response. */
const CHECK = ['check', 'refused by the script'] as const;

interface Row extends Pick<CellResult, 'cell'> {
  readonly loads: readonly LoadFigures[];
}

/**
 * Failures by class, and responses by status, over all trials of the variants that had failures, trials without a figure
 * included. Empty where no request failed.
 */
export function errorsTable({ results }: Group): Block[] {
  const rows = results.map(rowOf).filter(({ loads }) => loads.some(hasFailures));
  if (rows.length === 0) return [];
  const isScripted = rows.some(({ loads }) => loads.some(({ iterations }) => iterations !== null));
  return [
    ...paragraph('Errors by kind, sums over trials:'),
    ...table<Row>(
      [
        variantColumn,
        ...[...KINDS, ...(isScripted ? [CHECK] : [])].map(
          ([kind, title]): Column<Row> =>
            numberColumn(
              title,
              ({ loads }) => sum(loads.map(({ errors }) => errors[kind])),
              (count) => fixed(count, 0),
            ),
        ),
        nameColumn('responses by status', statusesCell),
      ],
      rows,
    ),
  ];
}

function rowOf({ cell, ok, failed }: CellResult): Row {
  return { cell, loads: [...ok.map(({ load }) => load), ...failed.flatMap(({ load }) => load ?? [])] };
}

function hasFailures({ errors }: LoadFigures): boolean {
  return Object.values(errors).some((count) => count > 0);
}

/** `200: 1,446, 500: 14,459`. */
function statusesCell({ loads }: Row): string {
  const statuses = [...new Set(loads.flatMap(({ statuses }) => Object.keys(statuses)))].sort();
  return statuses
    .map((status) => `${status}: ${fixed(sum(loads.map((load) => load.statuses[status] ?? 0)), 0)}`)
    .join(', ');
}
