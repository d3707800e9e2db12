import type { LoadErrors, LoadFigures } from '../../harness/records/run.ts';
import { sum } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import { code } from '../escape.ts';
import { fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import { type Column, table } from '../table.ts';

const KINDS: readonly (readonly [keyof LoadErrors, string])[] = [
  ['connect', 'not connected'],
  ['timeout', 'timed out'],
  ['reset', 'reset'],
  ['closed', 'closed without answer'],
  ['non2xx', 'unexpected status'],
  ['mismatch', 'wrong body'],
];

interface Row {
  readonly setup: string;
  readonly loads: readonly LoadFigures[];
}

/**
 * Failures of each class, and responses per status, over all trials of the setups that had failures: those included
 * that were measured and have no figure. Empty where none had.
 */
export function errorsTable({ results }: Group): string {
  const rows = results.map(rowOf).filter(({ loads }) => loads.some(hasFailures));
  return table<Row>(
    [
      { title: 'setup', align: 'left', cell: ({ setup }) => code(setup) },
      ...KINDS.map(
        ([kind, title]): Column<Row> => ({
          title,
          align: 'right',
          cell: ({ loads }) => fixed(sum(loads.map(({ errors }) => errors[kind])), 0),
        }),
      ),
      { title: 'responses per status', align: 'left', cell: statusesCell },
    ],
    rows,
  );
}

function rowOf({ setup, ok, failed }: CellResult): Row {
  return { setup, loads: [...ok.map(({ load }) => load), ...failed.flatMap(({ load }) => load ?? [])] };
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
