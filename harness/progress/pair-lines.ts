/** Lines that stay where trials come in pairs: what is compared, and what each pair says. */
import { counted, figure, fixed, listed } from '../../reports/format.ts';
import { type Side, sides } from '../ab/side.ts';
import type { Standing } from '../ab/standings.ts';
import type { ComparedCell } from '../comparison.ts';
import type { RunEvent } from '../events.ts';
import type { Trial } from '../record.ts';
import { duration } from './durations.ts';
import { failedLines, type Look, skippedLines, wrapped } from './lines.ts';
import type { Palette } from './palette.ts';
import type { RunState } from './state.ts';

type Planned = Extract<RunEvent, { type: 'pairs-planned' }>;
type Ended = Extract<RunEvent, { type: 'pair-ended' }>;

/** What is compared, for how long at most, and where it is written. */
export function pairsPlannedLines(event: Planned, columns: number, palette: Palette): string[] {
  const { cells, skipped, labels, maxPairs, estimatedSeconds, folder } = event;
  const pairs = `${counted(cells.length, 'setup')}, up to ${counted(maxPairs, 'pair')} each`;
  const time = `${duration(estimatedSeconds)} a pair, at most ${duration(cells.length * maxPairs * estimatedSeconds)}`;
  return [
    palette.strong(`base ${labels.base}`),
    palette.strong(`head ${labels.head}`),
    `${pairs}: ${time}`,
    ...wrapped(
      cells.map(({ id }) => id),
      columns,
    ),
    ...skippedLines(skipped, columns).map(palette.quiet),
    palette.quiet(`results go to ${folder}`),
    '',
  ];
}

/** Figures of the pair, what all pairs say so far, and whether that decides; of a failed trial, why it failed. */
export function pairLines(event: Ended, state: RunState, look: Look): string[] {
  const { cell, pair, trials, standing } = event;
  const failed = sides.flatMap((side) => failureOf(side, trials[side], state, look));
  const { isTerminal, palette } = look;
  const whole = failed.length === 0;
  const mark = whole ? palette.good(isTerminal ? '✓' : 'ok    ') : palette.bad(isTerminal ? '✗' : 'failed');
  const place = `pair ${String(pair).padStart(2)}  ${cell.padEnd(state.cellWidth)}`;
  return [...failed, `${mark} ${place}  ${toldOf(standing, palette)}`.trimEnd()];
}

function failureOf(side: Side, trial: Trial, state: RunState, look: Look): string[] {
  if (trial.status === 'ok') return [];
  const { total, cellWidth } = state;
  return failedLines({ ...trial, cell: `${trial.cell}, ${side}` }, { total: 2 * total, cellWidth }, look);
}

function toldOf({ compared, decided, failing, pairs }: Standing, palette: Palette): string {
  if (failing.length > 0) return palette.bad(`${listed(failing)} failed three times in a row: no more pairs`);
  if (compared === null || pairs === 0) return 'no whole pair yet';
  const last = changeText(compared);
  return decided ? `${last}  ${verdictText(compared, palette)}` : last;
}

function changeText({ primary: { base, head, change, interval, unit } }: ComparedCell): string {
  const figures = `${lastFigure(base.runs)} -> ${lastFigure(head.runs)} ${unit}`;
  if (change === null) return figures;
  const range = interval === null ? '' : ` (${percent(interval.low)} to ${percent(interval.high)})`;
  return `${figures}  so far ${percent(change)}${range}`;
}

function verdictText({ verdict }: ComparedCell, palette: Palette): string {
  const text = `decided: ${verdict.replace('-', ' ')}`;
  if (verdict === 'regression') return palette.bad(text);
  return verdict === 'improvement' ? palette.good(text) : palette.strong(text);
}

function lastFigure(runs: readonly (readonly number[])[]): string {
  const last = runs.at(-1)?.at(-1);
  return last === undefined ? '-' : last >= 100 ? fixed(last, 0) : figure(last);
}

/** `+1.2 %`, `−3.4 %`. */
function percent(share: number): string {
  const text = Math.abs(100 * share).toFixed(1);
  return `${share < 0 && Number(text) > 0 ? '−' : '+'}${text} %`;
}
