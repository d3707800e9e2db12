/** Memory over long windows: where it began and ended, and how fast it grew. */
import type { MemoryFigures, OkTrial } from '../../harness/records/run.ts';
import { sum } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import { type Block, paragraph } from '../document/block.ts';
import { text } from '../document/inline.ts';
import { figureColumn, table } from '../document/table.ts';
import { fixed, megabytes, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import { memoryTrials } from '../memory-trials.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

interface Row extends Pick<CellResult, 'cell'> {
  readonly trial: OkTrial;
  readonly memory: MemoryFigures;
}

/** A row for each trial. Empty for short windows. */
export function memoryTable(group: Group): Block[] {
  const shown = new Set(memoryTrials(group));
  const rows = group.results.flatMap(({ cell, ok }) =>
    ok.flatMap((trial): Row[] => {
      const { memory } = trial;
      return memory === null || !shown.has(trial) ? [] : [{ cell, trial, memory }];
    }),
  );
  const body = table<Row>(
    [
      variantColumn,
      numberColumn(
        'trial',
        ({ trial }) => trial.trial,
        (number) => fixed(number, 0),
      ),
      numberColumn('MB at start', ({ memory }) => totalAt(memory, 0), megabytes),
      numberColumn('MB at end', ({ memory }) => totalAt(memory, memory.atSeconds.length - 1), megabytes),
      figureColumn(
        'growth, MB per hour',
        ({ memory }) => slopeText(memory),
        ({ memory }) => memory.slope?.bytesPerHour ?? null,
      ),
    ],
    rows,
  );
  if (body.length === 0) return [];
  return [
    ...body,
    ...paragraph(
      text`Resident memory of all processes of the app. Growth is over the second half of the window, with its 95% confidence interval; memory that does not grow has an interval around 0.`,
    ),
  ];
}

function totalAt({ processes }: MemoryFigures, at: number): number | null {
  const known = processes.flatMap(({ bytes }) => bytes[at] ?? []);
  return known.length === 0 ? null : sum(known);
}

function slopeText({ slope }: MemoryFigures): string {
  if (slope === null) return UNKNOWN;
  const { bytesPerHour, low, high } = slope;
  const [middle, least, most] = [bytesPerHour, low, high].map((bytes) => megabytes(bytes).replace('-', '−'));
  return `${middle} (${least} to ${most})`;
}
