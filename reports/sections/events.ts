/** What was done to the target inside the windows. */
import type { HappenedEvent } from '../../harness/records/run.ts';
import { code, escaped } from '../escape.ts';
import { fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import { table } from '../table.ts';

interface Row {
  readonly setup: string;
  readonly trial: number;
  readonly event: HappenedEvent;
}

/** A row for each event of each trial. Empty where there were none. */
export function eventsTable({ results }: Group): string {
  const rows = results.flatMap(({ setup, ok }) =>
    ok.flatMap(({ trial, events }) => events.map((event) => ({ setup, trial, event }))),
  );
  return table<Row>(
    [
      { title: 'setup', align: 'left', cell: ({ setup }) => code(setup) },
      { title: 'trial', align: 'right', cell: ({ trial }) => fixed(trial, 0) },
      { title: 'event', align: 'left', cell: ({ event }) => code(event.name) },
      { title: 'at (s)', align: 'right', cell: ({ event }) => fixed(event.atSeconds, 2) },
      {
        title: 'ended (s)',
        align: 'right',
        cell: ({ event: { endedSeconds } }) =>
          endedSeconds === null ? 'after the window' : fixed(endedSeconds, 2),
      },
      { title: 'detail', align: 'left', cell: detailCell },
    ],
    rows,
  );
}

function detailCell({ event: { detail } }: Row): string {
  return Object.entries(detail)
    .map(([name, value]) => escaped(`${name} ${value}`))
    .join(', ');
}
