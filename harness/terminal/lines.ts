/** Lines that stay: what will run, and how each trial ended. */
import { stripVTControlCharacters } from 'node:util';
import { counted, figure, fixed, UNKNOWN } from '../../reports/format.ts';
import type { Palette } from '../../reports/render/palette.ts';
import { wrap } from '../../reports/render/terminal.ts';
import type { FailedTrial, LoadErrors, OkTrial, Skipped, Trial } from '../records/run.ts';
import type { RunEvent } from '../run/events.ts';
import { missedObjective } from '../stats/metrics/capacity.ts';
import { percentileMs } from '../stats/percentiles.ts';
import { duration } from './durations.ts';
import type { RunState } from './state.ts';

/** Few enough to keep the other trials in sight. */
const STDERR_LINES = 6;
/** What Node adds below an app's own words, and what would push them out of sight. */
const NODES_OWN = /^\s+at .*\bnode:|^Node\.js v\d/;
/** How an error's message begins, above its stack. */
const ERROR_MESSAGE = /^(?:Uncaught )?\w*(?:Error|Exception)\b|^FATAL ERROR\b/;

type Planned = Extract<RunEvent, { type: 'planned' }>;

/** What will run and for how long, what is left out and why, and where it is written. */
export function plannedLines(event: Planned, columns: number, palette: Palette): string[] {
  const { cells, trials, estimatedSeconds } = event;
  const perCell = cells.length === 0 ? 0 : Math.round(trials / cells.length);
  const time = `about ${duration(estimatedSeconds)}`;
  return [
    `${palette.strong(`${counted(cells.length, 'setup')}, ${counted(perCell, 'trial')} each: ${time}`)}`,
    ...cellLines(event, columns, palette),
  ];
}

/** The cells, what is left out and why, and where it is written. */
export function cellLines(
  { cells, skipped, folder }: Pick<Planned, 'cells' | 'skipped' | 'folder'>,
  columns: number,
  palette: Palette,
): string[] {
  const ids = cells.map(({ id }) => id);
  return [
    ...wrapped(ids, columns),
    ...skippedLines(skipped, columns).map(palette.quiet),
    palette.quiet(`results go to ${folder}`),
    '',
  ];
}

/** A reason, and the cells that it keeps from running. */
function skippedLines(skipped: readonly Skipped[], columns: number): string[] {
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  return reasons.flatMap((reason) => [
    `skipped: ${reason}`,
    ...wrapped(
      skipped.filter((cell) => cell.reason === reason).map(({ cell }) => cell),
      columns,
    ),
  ]);
}

/** Words in lines below the width, with commas between them. */
function wrapped(words: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length + 2 < columns)
      lines[lines.length - 1] = `${line}, ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line},` : line));
}

export interface Look {
  /** Signs for a terminal, words for a log. */
  readonly isTerminal: boolean;
  readonly palette: Palette;
  /** That a sentence may fill; any number unless told. */
  readonly columns?: number;
}

/** What of the run's state a line needs, so that figures stand in columns. */
type Widths = Pick<RunState, 'total' | 'cellWidth'>;

export function okLine(trial: OkTrial, widths: Widths, { isTerminal, palette }: Look): string {
  const figures = [...figuresOf(trial), errorText(trial.load.errors, { isTerminal, palette })];
  const mark = palette.good(isTerminal ? '✓' : 'ok    ');
  return `${mark} ${placeOf(trial, widths)}  ${figures.join('  ')}`.trimEnd();
}

/** What the trial was run for comes first. */
function figuresOf(trial: OkTrial): string[] {
  const { load, search } = trial;
  const { throughput, latency, offeredRate } = load;
  if (search !== null) {
    const { low, high, rate, objective } = search;
    const within = `within ${figure(objective.limitMs)} ms`;
    const reached = `${fixed(rate, 0).padStart(7)} req/s`;
    if (missedObjective(trial))
      return [reached, `p${objective.percentile} not ${within} in the window: no capacity`];
    const bracket =
      high === null ? 'at least: no rate was too high' : `${fixed(low, 0)} to ${fixed(high, 0)}`;
    return [reached, `p${objective.percentile} ${within} (${bracket})`];
  }
  const p99Ms = percentileMs(load, 99);
  return [
    `${fixed(throughput, 0).padStart(7)} ${offeredRate === null ? 'req/s' : `of ${fixed(offeredRate, 0)} req/s`}`,
    `p50 ${figure(latency.p50).padStart(5)} ms`,
    `p99 ${(p99Ms === null ? UNKNOWN : figure(p99Ms)).padStart(5)} ms`,
  ];
}

/** The reason, and the last words of the process at fault. */
export function failedLines(trial: FailedTrial, widths: Widths, look: Look): string[] {
  const { isTerminal, palette, columns = Number.POSITIVE_INFINITY } = look;
  const mark = isTerminal ? '✗' : 'failed';
  const place = placeOf(trial, widths);
  const used = mark.length + place.length + 3;
  const [first = '', ...more] = wrap(trial.reason, Math.max(30, columns - used));
  return [
    `${palette.bad(mark)} ${place}  ${palette.bad(first)}`,
    ...more.map((line) => `${' '.repeat(used)}${palette.bad(line)}`),
    ...lastWords(trial.stderr).map((line) => palette.quiet(`    | ${line}`)),
  ];
}

function placeOf({ order, cell }: Pick<Trial, 'order' | 'cell'>, { total, cellWidth }: Widths): string {
  return `${String(order).padStart(String(total).length)}/${total}  ${cell.padEnd(cellWidth)}`;
}

/** A log says that there were none; on a terminal the sign says it, and 80 columns are few. */
function errorText(errors: LoadErrors, { isTerminal, palette }: Look): string {
  const kinds = Object.entries(errors).filter(([, count]) => count > 0);
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return isTerminal ? '' : 'no errors';
  return palette.bad(
    `${counted(total, 'error')} (${kinds.map(([kind, count]) => `${fixed(count, 0)} ${kind}`).join(', ')})`,
  );
}

function lastWords(stderr: readonly string[]): string[] {
  const lines = stderr
    .filter((line) => !NODES_OWN.test(line))
    .map(printable)
    .filter((line) => line !== '');
  const error = lines.findLastIndex((line) => ERROR_MESSAGE.test(line));
  const from = Math.max(0, lines.length - STDERR_LINES);
  const start = error === -1 ? from : Math.min(error, from);
  return lines.slice(start, start + STDERR_LINES);
}

/** An app may write anything; what it writes must not move our cursor. */
function printable(line: string): string {
  return stripVTControlCharacters(line)
    .replace(/\p{Cc}/gu, ' ')
    .trimEnd();
}
