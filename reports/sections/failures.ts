import type { FailedTrial, RunRecord } from '../../harness/records/run.ts';
import { code, codeBlock, escaped } from '../escape.ts';
import { counted, listed } from '../format.ts';
import { groupedBy } from '../grouped-by.ts';
import { table } from '../table.ts';

/** Failed trials with the last words of the process at fault, like ones together. Empty where none failed. */
export function failedTrials({ trials }: RunRecord): string {
  const failed = trials.filter((trial) => trial.status === 'failed');
  const alike = groupedBy(failed, ({ cell, reason }) => JSON.stringify([cell, reason]));
  return [...alike.values()].map(failure).join('\n\n');
}

function failure(alike: readonly FailedTrial[]): string {
  const last = alike.at(-1);
  if (last === undefined) return '';
  const numbers = alike.map(({ trial }) => String(trial)).toSorted((a, b) => Number(a) - Number(b));
  const head = `${code(last.cell)}, trial${numbers.length > 1 ? 's' : ''} ${listed(numbers)}: ${escaped(last.reason)}`;
  const words = alike.findLast(({ stderr }) => stderr.length > 0);
  if (words === undefined) return `- ${head}`;
  const lines = words.stderr;
  return [
    `- ${head}`,
    '',
    `  <details><summary>last ${counted(lines.length, 'line')} of its process</summary>`,
    '',
    // A list item holds what is indented to its text, a fenced block included.
    codeBlock(lines, 'text').replace(/^/gm, '  '),
    '',
    '  </details>',
  ].join('\n');
}

/** Cells that this host could not run, and why. Empty where there are none. */
export function skippedCells({ skipped }: RunRecord): string {
  return table(
    [
      { title: 'setup', align: 'left', cell: ({ cell }) => code(cell) },
      { title: 'reason', align: 'left', cell: ({ reason }) => escaped(reason) },
    ],
    skipped,
  );
}
