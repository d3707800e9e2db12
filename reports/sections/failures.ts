import type { FailedTrial, RunRecord } from '../../harness/records/run.ts';
import { type Block, codeBlock, details, paragraph, section } from '../document/block.ts';
import { code, listed, text } from '../document/inline.ts';
import { nameColumn, table } from '../document/table.ts';
import { counted } from '../format.ts';
import { groupedBy } from '../grouped-by.ts';

/** Failed trials with the last output of the process at fault; trials of one cell and reason together. */
export function failedTrials({ trials }: RunRecord): Block[] {
  const failed = trials.filter((trial) => trial.status === 'failed');
  const alike = groupedBy(failed, ({ cell, reason }) => JSON.stringify([cell, reason]));
  return section(2, 'Failed trials', [...alike.values()].flatMap(failure));
}

function failure(alike: readonly FailedTrial[]): Block[] {
  const last = alike.at(-1);
  if (last === undefined) return [];
  const numbers = alike.map(({ trial }) => trial).toSorted((a, b) => a - b);
  const plural = numbers.length > 1 ? 's' : '';
  const output = alike.findLast(({ stderr }) => stderr.length > 0)?.stderr ?? [];
  return [
    ...paragraph(text`${code(last.cell)}, trial${plural} ${listed(numbers)}: ${last.reason}`),
    ...details(`Last ${counted(output.length, 'line')} of its output`, codeBlock(output, 'text')),
  ];
}

/** Cells that this host cannot run, with the reasons. */
export function skippedVariants({ skipped }: RunRecord): Block[] {
  return section(
    2,
    'Skipped variants',
    table<RunRecord['skipped'][number]>(
      [nameColumn('variant', ({ cell }) => code(cell)), nameColumn('reason', ({ reason }) => reason)],
      skipped,
    ),
  );
}
