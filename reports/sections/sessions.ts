import { type Block, paragraph } from '../document/block.ts';
import { table } from '../document/table.ts';
import { fixed, percent } from '../format.ts';
import type { Group } from '../groups.ts';
import { type SessionMisses, sessionMisses } from '../sessions.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

const share = (value: number) => percent(value);

/** The share of 401s beside its prediction. Empty unless that share decides. */
export function sessionsTable(group: Group): Block[] {
  const rows = sessionMisses(group);
  if (rows.length === 0) return [];
  return [
    ...paragraph(
      'Responses with 401, and the prediction for independent users from the workers’ shares of the requests:',
    ),
    ...table<SessionMisses>(
      [
        variantColumn,
        numberColumn(
          'users',
          ({ users }) => users,
          (value) => fixed(value, 0),
        ),
        numberColumn('401s', ({ measured }) => measured, share),
        numberColumn('predicted', ({ predicted }) => predicted, share),
        numberColumn(
          'difference (points)',
          ({ measured, predicted }) => 100 * (measured - predicted),
          (points) => fixed(points, 1),
        ),
        numberColumn('smallest share of a worker', ({ shares }) => shares[0], share),
        numberColumn('largest', ({ shares }) => shares[1], share),
      ],
      rows,
    ),
  ];
}
