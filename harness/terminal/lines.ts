/** Permanent lines of progress: the plan, and the result of each trial. */
import { stripVTControlCharacters } from 'node:util';
import { counted, figure, fixed, UNKNOWN } from '../../reports/format.ts';
import type { Palette } from '../../reports/render/palette.ts';
import { wrap } from '../../reports/render/terminal.ts';
import type { FailedTrial, LoadErrors, OkTrial, Skipped, Trial } from '../records/run.ts';
import type { RunEvent } from '../run/events.ts';
import { missedObjective } from '../stats/metrics/capacity.ts';
import { usualMetric } from '../stats/metrics/index.ts';
import { iterations as iterationMetric } from '../stats/metrics/iterations.ts';
import { isSupported } from '../stats/percentile-support.ts';
import { percentileMs } from '../stats/percentiles.ts';
import { duration } from './durations.ts';
import type { RunState } from './state.ts';

/** Maximum lines of an app's output after a failed trial, so that the other trials stay in sight. */
const STDERR_LINES = 6;
/** Lines that Node adds after an app's own output, which would push it out of sight. */
const NODES_OWN = /^\s+at .*\bnode:|^Node\.js v\d/;
/** The first line of an error, above its stack. */
const ERROR_MESSAGE = /^(?:Uncaught )?\w*(?:Error|Exception)\b|^FATAL ERROR\b/;

type Planned = Extract<RunEvent, { type: 'planned' }>;

/** The plan: what runs and for how long, what is skipped and why, and the folder of the results. */
export function plannedLines(event: Planned, columns: number, palette: Palette): string[] {
  const { cells, trials, kept, profiles, estimatedSeconds } = event;
  const perCell = cells.length === 0 ? 0 : Math.round(trials / cells.length);
  const variants = counted(cells.length, 'variant');
  const what =
    kept === 0
      ? `${variants}, ${counted(perCell, 'trial')} each`
      : `${variants}, ${fixed(trials - kept, 0)} of ${counted(trials, 'trial')} left`;
  return [
    palette.strong(
      `${what}${profiles === 0 ? '' : `, then ${counted(profiles, 'profile')}`}: about ${duration(estimatedSeconds)}`,
    ),
    ...cellLines(event, columns, palette),
  ];
}

/** The cells, those that are skipped with the reason, what sends the load, and the folder of the results. */
export function cellLines(
  { cells, skipped, folder, load }: Pick<Planned, 'cells' | 'skipped' | 'folder' | 'load'>,
  columns: number,
  palette: Palette,
): string[] {
  const ids = cells.map(({ id }) => id);
  return [
    ...wrapped(ids, columns),
    ...skippedLines(skipped, columns).map(palette.quiet),
    ...(load === null ? [] : [palette.quiet(load)]),
    palette.quiet(`results go to ${folder}`),
    '',
  ];
}

/** Each reason, with the cells that are skipped because of it. */
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

/** Words joined by commas, in lines narrower than the terminal. */
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
  /** Whether to use symbols, for a terminal, instead of words, for a log. */
  readonly isTerminal: boolean;
  readonly palette: Palette;
  /** Columns for sentences; unlimited by default. */
  readonly columns?: number;
}

/** Widths that a line needs to align its figures. */
type Widths = Pick<RunState, 'total' | 'cellWidth'>;

export function okLine(trial: OkTrial, widths: Widths, { isTerminal, palette }: Look): string {
  const figures = [...figuresOf(trial), errorText(trial.load.errors, { isTerminal, palette })];
  const mark = palette.good(isTerminal ? '✓' : 'ok    ');
  return `${mark} ${placeOf(trial, widths)}  ${figures.join('  ')}`.trimEnd();
}

/** The figures of a trial, the one that its scenario is judged by first. */
function figuresOf(trial: OkTrial): string[] {
  const { load, search } = trial;
  const { throughput, latency, offeredRate, iterations } = load;
  if (search !== null) {
    const { low, high, rate, objective } = search;
    const within = `within ${figure(objective.limitMs)} ms`;
    const reached = `${fixed(rate, 0).padStart(7)} req/s`;
    if (missedObjective(trial))
      return [reached, `p${objective.percentile} not ${within} in the window: no capacity`];
    const bracket =
      high === null ? 'or more: no tested rate was too high' : `${fixed(low, 0)} to ${fixed(high, 0)}`;
    return [reached, `p${objective.percentile} ${within} (${bracket})`];
  }
  if (iterations !== null) {
    return [
      rateInWords(iterations.perSecond, offeredRate, iterationMetric.shortUnit),
      `iteration p50 ${milliseconds(iterations.completed > 0 ? iterations.duration.p50 : null)}`,
      `p99 ${milliseconds(isSupported(99, iterations.completed) ? iterations.duration.p99 : null)}`,
    ];
  }
  return [
    rateInWords(throughput, offeredRate, usualMetric.shortUnit),
    `p50 ${milliseconds(latency.p50)}`,
    `p99 ${milliseconds(percentileMs(load, 99))}`,
  ];
}

function milliseconds(value: number | null): string {
  return `${(value === null ? UNKNOWN : figure(value)).padStart(5)} ms`;
}

function rateInWords(achieved: number, offered: number | null, unit: string): string {
  return `${fixed(achieved, 0).padStart(7)} ${offered === null ? unit : `of ${fixed(offered, 0)} ${unit}`}`;
}

/** The reason, and the last output of the process that failed. */
export function failedLines(trial: FailedTrial, widths: Widths, look: Look): string[] {
  const { isTerminal, palette, columns = Number.POSITIVE_INFINITY } = look;
  const mark = isTerminal ? '✗' : 'failed';
  const place = placeOf(trial, widths);
  const used = mark.length + place.length + 3;
  const [first = '', ...more] = wrap(trial.reason, Math.max(30, columns - used));
  return [
    `${palette.bad(mark)} ${place}  ${palette.bad(first)}`,
    ...more.map((line) => `${' '.repeat(used)}${palette.bad(line)}`),
    ...lastOutput(trial.stderr).map((line) => palette.quiet(`    | ${line}`)),
  ];
}

export function placeOf(
  { order, cell }: Pick<Trial, 'order' | 'cell'>,
  { total, cellWidth }: Widths,
): string {
  return `${String(order).padStart(String(total).length)}/${total}  ${cell.padEnd(cellWidth)}`;
}

/**
 * The number of errors. A log also states that there were none; a terminal shows a symbol for that, to save
 * columns.
 */
function errorText(errors: LoadErrors, { isTerminal, palette }: Look): string {
  const kinds = Object.entries(errors).filter(([, count]) => count > 0);
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return isTerminal ? '' : 'no errors';
  return palette.bad(
    `${counted(total, 'error')} (${kinds.map(([kind, count]) => `${fixed(count, 0)} ${kind}`).join(', ')})`,
  );
}

function lastOutput(stderr: readonly string[]): string[] {
  const lines = stderr
    .filter((line) => !NODES_OWN.test(line))
    .map(printable)
    .filter((line) => line !== '');
  const error = lines.findLastIndex((line) => ERROR_MESSAGE.test(line));
  const from = Math.max(0, lines.length - STDERR_LINES);
  const start = error === -1 ? from : Math.min(error, from);
  return lines.slice(start, start + STDERR_LINES);
}

/** Removes control characters: the output of an app must not move the cursor. */
function printable(line: string): string {
  return stripVTControlCharacters(line)
    .replace(/\p{Cc}/gu, ' ')
    .trimEnd();
}
