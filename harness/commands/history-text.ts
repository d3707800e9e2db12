/** What `history` says on the terminal: how much there is, what changed last, and where the report is. */
import { relative } from 'node:path';
import { plainLine, withoutCommand } from '../../reports/escape.ts';
import { counted, figure, fixed, signedPercent } from '../../reports/format.ts';
import { dateOf, shortCommit } from '../../reports/history/trend-words.ts';
import { type Palette, paletteFor } from '../../reports/render/palette.ts';
import { wrap } from '../../reports/render/terminal.ts';
import type { KeptHistory } from '../history/keep-history.ts';
import type { Change, History, Trend } from '../records/history.ts';
import type { Surroundings } from './surroundings.ts';

const MOST_CHANGES = 8;

interface Screen extends Pick<Surroundings, 'env' | 'cwd'> {
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number };
}

/** Ends in a newline. */
export function historyText(
  { history, updated, written: [report = ''] }: KeptHistory,
  { stdout, env, cwd }: Screen,
): string {
  const { nights, trends } = history;
  const palette = paletteFor(stdout, env);
  const columns = Math.min(100, stdout.columns ?? 80);
  const [first, last] = [nights[0], nights.at(-1)];
  const span = first && last ? `, ${dateOf(first)} to ${dateOf(last)}` : '';
  const { bytes, added, file, summaries } = updated;
  const size = `${counted(summaries.length, 'night')}, ${fixed(added, 0)} new, ${fixed(bytes / summaries.length, 0)} bytes a night`;
  return [
    palette.strong(`${counted(nights.length, 'night')}${span}, ${counted(trends.length, 'cell')}`),
    ...changesText(history, columns, palette),
    ...setAsideText(trends).flatMap((sentence) => wrap(sentence, columns, '  ')),
    '',
    `Report:  ${relative(cwd, report)}`,
    `History: ${relative(cwd, file)} (${size})`,
    '',
  ]
    .map(withoutCommand)
    .join('\n');
}

interface CellChange {
  readonly trend: Trend;
  readonly change: Change;
}

/** The newest first. */
function changesText({ trends, settings }: History, columns: number, palette: Palette): string[] {
  const changes = trends
    .flatMap((trend) => trend.changes.map((change): CellChange => ({ trend, change })))
    .sort((a, b) => Date.parse(b.change.night.startedAt) - Date.parse(a.change.night.startedAt));
  if (changes.length === 0) {
    const most = Math.max(0, ...trends.map(({ points }) => points.length));
    return [
      most < settings.leastNights
        ? `Too few nights to tell a change of level from chance: it takes at least ${settings.leastNights}.`
        : 'No level has changed.',
    ];
  }
  const told = changes.slice(0, MOST_CHANGES);
  const lines = inColumns(told.map(wordsOf), columns);
  return [
    ...told.map(({ change }, at) => palette[change.effect === 'worse' ? 'bad' : 'good'](lines[at] ?? '')),
    ...(changes.length > told.length ? [`... and ${changes.length - told.length} more, in the report`] : []),
  ];
}

/** What may be left out stands last. */
function wordsOf({ trend, change }: CellChange): string[] {
  return [
    dateOf(change.night),
    shortCommit(change.night),
    `${signedPercent(change.change)} ${change.effect}`,
    plainLine(trend.id),
    `${figure(change.from)} -> ${figure(change.to)} ${trend.unit}`,
  ];
}

/** Rows of as many columns as fit on all of them; a name that is too long breaks its line as the terminal does. */
function inColumns(rows: readonly string[][], columns: number): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const all = widths.reduce((total, width) => total + width + 2, 0);
  const shown = all <= columns ? widths : widths.slice(0, -1);
  return rows.map((row) =>
    shown
      .map((width, at) => (row[at] ?? '').padEnd(width))
      .join('  ')
      .trimEnd(),
  );
}

function setAsideText(trends: readonly Trend[]): string[] {
  const most = (count: (trend: Trend) => number) => Math.max(0, ...trends.map(count));
  const aside = most(({ setAside }) => setAside.reduce((total, { nights }) => total + nights, 0));
  const failed = most(({ failedNights }) => failedNights);
  return [
    ...(aside > 0
      ? [`Up to ${counted(aside, 'night')} of a cell are not in its series: another host or load.`]
      : []),
    ...(failed > 0 ? [`Up to ${counted(failed, 'night')} of a cell have no figure: its trials failed.`] : []),
  ];
}
