/** Shows the events of a run on a terminal or in a log. */

import { fixed } from '../../reports/format.ts';
import { type Palette, paletteFor } from '../../reports/render/palette.ts';
import { columnsOf, wrap } from '../../reports/render/terminal.ts';
import type { PairsEvent, WatchPairs } from '../ab/events.ts';
import type { Warning } from '../records/run.ts';
import { duration } from './durations.ts';
import { failedLines, okLine, plannedLines } from './lines.ts';
import { liveArea } from './live-area.ts';
import { pairLines, pairsPlannedLines } from './pair-lines.ts';
import { profileLines } from './profile-lines.ts';
import { advance, initialState, type RunState } from './state.ts';

export interface Progress {
  readonly watch: WatchPairs;
  /** Prints a message of the program itself, below the other lines. */
  say(text: string): void;
  /** Removes the status from the terminal; later messages are printed as in a log. Can be called again. */
  close(): void;
}

/** The part of a stream that is used: `process.stderr`, or a fake in tests. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const REDRAW_MS = 1000;
const LOG_COLUMNS = 100;

/** @param now milliseconds; only differences matter */
export function createProgress(
  screen: Screen,
  env: NodeJS.ProcessEnv,
  now: () => number = () => performance.now(),
): Progress {
  const palette = paletteFor(screen, env);
  const area = liveArea(screen);
  let isLive = screen.isTTY === true && env.TERM !== 'dumb';
  let state = initialState;
  let timer: NodeJS.Timeout | undefined;
  const news = { isTerminal: isLive, palette, warned: new Set<string>() };
  const columns = () => (isLive ? (screen.columns ?? 80) : LOG_COLUMNS);

  const print = (lines: readonly string[]): void => {
    if (lines.length === 0) return;
    if (isLive) area.print(lines.join('\n'));
    else screen.write(`${lines.join('\n')}\n`);
  };
  const redraw = () => area.draw(statusLines(state, now(), columns(), palette));

  return {
    watch: (event) => {
      state = advance(state, event, now());
      print(permanentLines(event, state, columns(), { ...news, columns: columnsOf(screen) }));
      if (!isLive) return;
      redraw();
      timer ??= setInterval(redraw, REDRAW_MS).unref();
    },
    say: (text) => print(wrap(text, columnsOf(screen), '  ').map(palette.doubtful)),
    close: () => {
      clearInterval(timer);
      if (isLive) area.draw([]);
      isLive = false;
    },
  };
}

interface News {
  readonly isTerminal: boolean;
  readonly palette: Palette;
  /** Columns for sentences. */
  readonly columns: number;
  /** Codes of warnings shown so far: the same warning would come with every trial, and the report lists all. */
  readonly warned: Set<string>;
}

/** The permanent lines of an event. */
function permanentLines(event: PairsEvent, state: RunState, columns: number, news: News): string[] {
  const { palette } = news;
  switch (event.type) {
    case 'planned':
      return plannedLines(event, columns, palette);
    case 'trial-ended':
      return event.trial.status === 'failed'
        ? failedLines(event.trial, state, news)
        : [okLine(event.trial, state, news), ...freshWarnings(event.trial.warnings, news)];
    case 'profile-ended':
      return profileLines(event.profile, state, news);
    case 'pairs-planned':
      return pairsPlannedLines(event, columns, palette);
    case 'pair-ended':
      return [
        ...pairLines(event, state, news),
        ...Object.values(event.trials).flatMap((trial) =>
          trial.status === 'ok' ? freshWarnings(trial.warnings, news) : [],
        ),
      ];
    case 'notice':
      return wrap(event.text, news.columns, '  ').map(palette.doubtful);
    default:
      return [];
  }
}

function freshWarnings(warnings: readonly Warning[], { palette, warned, columns }: News): string[] {
  const fresh = warnings.filter(({ code }) => !warned.has(code));
  for (const { code } of fresh) warned.add(code);
  return fresh.flatMap(({ text }) => wrap(`  note: ${text}`, columns, '    ').map(palette.doubtful));
}

const BAR_WIDTH = 24;

/**
 * @param now time in milliseconds, of the clock that the state uses
 * @param columns of the terminal; every line is narrower, so that none wraps
 */
function statusLines(state: RunState, now: number, columns: number, palette: Palette): string[] {
  const { total, ended, current, trialsPerCell, endsAt, secondsPerPair } = state;
  const full = total === 0 ? 0 : Math.round((BAR_WIDTH * ended) / total);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
  const most = secondsPerPair === null ? 'about' : 'at most';
  const left = endsAt > now ? `, ${most} ${duration((endsAt - now) / 1000)} left` : ', longer than estimated';
  const overall = palette.quiet(fit(`${bar}  ${ended}/${total} done${ended < total ? left : ''}`, columns));
  if (current === null) return [overall];

  const rest = [
    placeOf(current, trialsPerCell),
    `${current.phase} ${duration((now - current.phaseSince) / 1000)}`,
    ...(current.waitingFor === null ? [] : [`waiting: ${current.waitingFor}`]),
    ...(current.throughput === null ? [] : [`${fixed(current.throughput, 0)} req/s`]),
  ].join(', ');
  const cell = fit(current.cell, columns);
  return [overall, palette.strong(cell) + fit(`  ${rest}`, columns - cell.length)];
}

function placeOf({ trial, side }: NonNullable<RunState['current']>, trialsPerCell: number): string {
  if (trial === null) return 'profile';
  return side === null ? `trial ${trial} of ${trialsPerCell}` : `pair ${trial} of ${trialsPerCell}, ${side}`;
}

/** Truncates a line. Keeps the last column free, as some terminals wrap when a line fills it. */
function fit(text: string, columns: number): string {
  const room = Math.max(0, columns - 1);
  return text.length <= room ? text : `${text.slice(0, Math.max(0, room - 1))}${room > 0 ? '…' : ''}`;
}
