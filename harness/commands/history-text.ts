/** What `history` says on the terminal: how much there is, what changed last, and where the report is. */
import { relative } from 'node:path';
import { counted, figure, fixed, signedPercent } from '../../reports/format.ts';
import { dateOf, shortCommit } from '../../reports/history/trend-words.ts';
import type { UpdatedHistory } from '../history/store.ts';
import type { Change, History, Trend } from '../history.ts';
import { paletteFor } from '../progress/palette.ts';
import type { Surroundings } from './surroundings.ts';

const MOST_CHANGES = 8;

/** Ends in a newline. */
export function historyText(
  history: History,
  { summaries, added, bytes, file }: UpdatedHistory,
  {
    report,
    around,
  }: { readonly report: string; readonly around: Pick<Surroundings, 'stdout' | 'env' | 'cwd'> },
): string {
  const { nights, trends, settings } = history;
  const palette = paletteFor(around.stdout, around.env);
  const [first, last] = [nights[0], nights.at(-1)];
  const span = first && last ? `, ${dateOf(first)} to ${dateOf(last)}` : '';
  const changes = trends
    .flatMap((trend) => trend.changes.map((change) => ({ trend, change })))
    .sort((a, b) => Date.parse(b.change.night.startedAt) - Date.parse(a.change.night.startedAt));
  const most = Math.max(0, ...trends.map(({ points }) => points.length));
  const width = Math.max(0, ...changes.slice(0, MOST_CHANGES).map(({ trend }) => trend.id.length));
  const told = changes.slice(0, MOST_CHANGES).map((one) => changeLine(one, width, palette));
  if (changes.length > MOST_CHANGES)
    told.push(`... and ${changes.length - MOST_CHANGES} more, in the report`);
  if (changes.length === 0) {
    told.push(
      most < settings.leastNights
        ? `too few nights to tell a change from chance: it takes ${settings.leastNights}`
        : 'no level has changed',
    );
  }
  return [
    palette.strong(`${counted(nights.length, 'night')}${span}, ${counted(trends.length, 'cell')}`),
    ...told.map((line) => `  ${line}`),
    '',
    `Report:  ${relative(around.cwd, report)}`,
    `History: ${relative(around.cwd, file)}: ${counted(summaries.length, 'night')}, ${fixed(bytes / Math.max(1, summaries.length), 0)} bytes a night (${fixed(added, 0)} new)`,
    '',
  ].join('\n');
}

function changeLine(
  { trend, change }: { readonly trend: Trend; readonly change: Change },
  width: number,
  palette: ReturnType<typeof paletteFor>,
): string {
  const size = `${signedPercent(change.change)} ${change.effect}`.padStart(14);
  const levels = `${figure(change.from)} -> ${figure(change.to)} ${trend.unit}`;
  const line = `${dateOf(change.night)}  ${shortCommit(change.night).padEnd(9)}  ${trend.id.padEnd(width)}  ${size}  ${levels}`;
  return change.effect === 'worse' ? palette.bad(line) : line;
}
