/** Checks the rows of a data file against the templates that they fill. */
import type { Scenario } from '../../../scenarios/index.ts';
import type { RequestChanges } from '../../../scenarios/request-changes.ts';
import { isFixed } from '../../../scenarios/user.ts';
import { partsOf, type SentRequests } from '../../load/users/sent-requests.ts';
import { columnsIn } from '../../load/users/templates.ts';
import { didYouMean } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import { originOf, type UserConfig } from '../user-values.ts';
import { isHeaderValue } from './headers.ts';

interface Around {
  readonly scenarios: readonly Scenario[];
  readonly loadProcesses: number;
}

/** @throws {UsageError} at a template without a column, rows without a use, or too few rows */
export function checkRows(sent: SentRequests, { scenarios, loadProcesses }: Around, user: UserConfig): void {
  const { rows } = sent;
  const used = partsOf(sent).flatMap(textsOf).flatMap(columnsIn);
  if (rows === null) {
    refuseWithoutRows(sent, used, user);
    return;
  }
  const origin = `${originOf(user, 'data-file')} ${rows.name}`;
  const unknown = used.find((column) => !rows.columns.includes(column));
  if (unknown !== undefined) {
    throw new UsageError(
      `a request has {{${unknown}}}, but ${origin} has the columns ${rows.columns.join(', ')}${didYouMean(unknown, rows.columns)}`,
    );
  }
  const isForScripts = sent.requests === null && scenarios.some((scenario) => !isFixed(scenario.user));
  if (used.length === 0 && !isForScripts) {
    throw new UsageError(
      `${origin} has no effect: no request names one of its columns, such as {{${rows.columns[0]}}}; leave it out, or use one`,
    );
  }
  if (rows.rows.length < loadProcesses) {
    throw new UsageError(
      `${origin} has ${rows.rows.length} rows for ${loadProcesses} load processes, which share no row; add rows, or set --load-processes ${rows.rows.length}`,
    );
  }
  const inHeaders = partsOf(sent).flatMap(({ headers }) => Object.values(headers).flatMap(columnsIn));
  for (const [index, column] of rows.columns.entries()) {
    if (!inHeaders.includes(column)) continue;
    const row = rows.rows.findIndex((values) => !isHeaderValue(values[index] ?? ''));
    if (row < 0) continue;
    throw new UsageError(
      `${origin}: row ${row + 1} has a value of ${column} that HTTP forbids in a header: a line break, or a letter beyond Latin-1`,
    );
  }
}

function refuseWithoutRows({ requests }: SentRequests, used: readonly string[], user: UserConfig): void {
  const order = user['data-order']?.origin;
  if (order?.startsWith('--')) {
    throw new UsageError(`${order} has no effect without --data-file; add it, or leave ${order} out`);
  }
  // Braces in a recording are content.
  const [column] = requests?.iteration === 'all-in-order' ? [] : used;
  if (column === undefined) return;
  throw new UsageError(
    `a request has {{${column}}}, but there is no data file with this column; add --data-file, such as --data-file users.csv`,
  );
}

function textsOf({ path, headers, body }: RequestChanges): string[] {
  return [path ?? '', ...Object.values(headers), ...(body !== null && 'text' in body ? [body.text] : [])];
}
