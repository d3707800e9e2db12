import type { LoadErrors } from '../../harness/records/run.ts';
import { errorTotal } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import { code } from '../escape.ts';
import { fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Measured } from '../measured.ts';
import { type Column, table } from '../table.ts';

const KINDS: readonly (readonly [keyof LoadErrors, string])[] = [
  ['connect', 'not connected'],
  ['timeout', 'timed out'],
  ['reset', 'reset'],
  ['closed', 'closed without answer'],
  ['non2xx', 'status not 2xx'],
  ['mismatch', 'wrong body'],
];

/** Counts over all trials of the setups that had errors; empty where none had. */
export function errorsTable({ results }: Group): string {
  const erring = measured(results).filter(({ figures }) => errorTotal(figures.errors) > 0);
  return table<Measured>(
    [
      { title: 'setup', align: 'left', cell: ({ setup }) => code(setup) },
      ...KINDS.map(
        ([kind, title]): Column<Measured> => ({
          title,
          align: 'right',
          cell: ({ figures }) => fixed(figures.errors[kind], 0),
        }),
      ),
    ],
    erring,
  );
}
