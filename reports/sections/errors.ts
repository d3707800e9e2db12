import type { LoadErrors, LoadFigures } from '../../harness/records/run.ts';
import { sum } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import { type Block, list, paragraph } from '../document/block.ts';
import { code, type Text, text } from '../document/inline.ts';
import { type Column, nameColumn, table } from '../document/table.ts';
import { fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

const KINDS: readonly (readonly [keyof LoadErrors, string])[] = [
  ['connect', 'not connected'],
  ['timeout', 'timed out'],
  ['resetSending', 'reset while sending'],
  ['reset', 'reset before the response'],
  ['closed', 'closed without response'],
  ['cut', 'response cut short'],
  ['non2xx', 'unexpected status'],
  ['serverError', 'status 5xx'],
  ['retryLater', '503 with Retry-After'],
  ['tooManyClients', 'too many clients'],
  ['mismatch', 'wrong body or header'],
  ['check', 'failed check'],
];

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
  const loadsOf = ({ loads }: Row) => loads;
  return [
    ...paragraph('Errors by kind, sums over trials:'),
    ...table<Row>([variantColumn, ...errorColumns(rows, loadsOf), statusesColumn(loadsOf)], rows),
    ...list(failedChecks(rows)),
  ];
}

/** A column for each class of failures that occurred. */
export function errorColumns<R>(
  rows: readonly R[],
  loadsOf: (row: R) => readonly LoadFigures[],
): Column<R>[] {
  const total = (row: R, kind: keyof LoadErrors) => sum(loadsOf(row).map(({ errors }) => errors[kind]));
  return KINDS.filter(([kind]) => rows.some((row) => total(row, kind) > 0)).map(([kind, title]) =>
    numberColumn(
      title,
      (row) => total(row, kind),
      (count) => fixed(count, 0),
    ),
  );
}

/** `200: 1,446, 500: 14,459`. */
export function statusesColumn<R>(loadsOf: (row: R) => readonly LoadFigures[]): Column<R> {
  return nameColumn('responses by status', (row) => {
    const loads = loadsOf(row);
    const statuses = [...new Set(loads.flatMap(({ statuses }) => Object.keys(statuses)))].sort();
    return statuses
      .map((status) => `${status}: ${fixed(sum(loads.map((load) => load.statuses[status] ?? 0)), 0)}`)
      .join(', ');
  });
}

/** The errors that the scenario's script threw, over all variants, most frequent first. */
function failedChecks(rows: readonly Row[]): Text[] {
  const all = rows.flatMap(({ loads }) => loads.flatMap(({ checks }) => checks));
  const messages = [...new Set(all.map(({ message }) => message))];
  return messages
    .map((message) => ({
      message,
      count: sum(all.filter((one) => one.message === message).map((one) => one.count)),
    }))
    .sort((one, other) => other.count - one.count)
    .map(({ message, count }) => text`${fixed(count, 0)} x ${code(message)}`);
}

function rowOf({ cell, ok, failed }: CellResult): Row {
  return { cell, loads: [...ok.map(({ load }) => load), ...failed.flatMap(({ load }) => load ?? [])] };
}

function hasFailures({ errors }: LoadFigures): boolean {
  return Object.values(errors).some((count) => count > 0);
}
