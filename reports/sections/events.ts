/** Events that were done to the target inside the windows. */
import type { HappenedEvent } from '../../harness/records/run.ts';
import type { CellResult } from '../cell-result.ts';
import { type Block, details } from '../document/block.ts';
import { code } from '../document/inline.ts';
import { nameColumn, table } from '../document/table.ts';
import { fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

interface Row extends Pick<CellResult, 'cell'> {
  readonly trial: number;
  readonly event: HappenedEvent;
}

/** A row for each event of each trial. Empty where there were none. */
export function eventsTable({ results }: Group): Block[] {
  const rows = results.flatMap(({ cell, ok }) =>
    ok.flatMap(({ trial, events }) => events.map((event): Row => ({ cell, trial, event }))),
  );
  if (rows.length === 0) return [];
  return [
    ...details(
      'Events of each trial',
      table<Row>(
        [
          variantColumn,
          numberColumn(
            'trial',
            ({ trial }) => trial,
            (trial) => fixed(trial, 0),
          ),
          nameColumn('event', ({ event }) => code(event.name)),
          numberColumn(
            'began (s)',
            ({ event }) => event.atSeconds,
            (seconds) => fixed(seconds, 2),
          ),
          {
            title: 'took (s)',
            align: 'right',
            cell: ({ event: { atSeconds, endedSeconds, isLasting } }) =>
              endedSeconds === null ? unended(isLasting) : fixed(endedSeconds - atSeconds, 2),
            value: ({ event: { atSeconds, endedSeconds } }) => endedSeconds && endedSeconds - atSeconds,
          },
          nameColumn('detail', ({ event: { detail } }) =>
            Object.entries(detail)
              .map(
                ([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toFixed(2)) : value}`,
              )
              .join(', '),
          ),
        ],
        rows,
      ),
    ),
  ];
}

function unended(isLasting: boolean): string {
  return isLasting ? 'lasts' : 'not over at the window’s end';
}
