/** Permanent lines of progress for trials in pairs: the plan, and the result of each pair. */
import { changeWithInterval } from '../../reports/compare/words.ts';
import { counted, figure, fixed, listed } from '../../reports/format.ts';
import type { Palette } from '../../reports/render/palette.ts';
import type { PairsEvent } from '../ab/events.ts';
import { type Side, sides } from '../ab/side.ts';
import type { Standing } from '../ab/standings.ts';
import type { CompareVerdict } from '../records/comparison.ts';
import type { Trial } from '../records/run.ts';
import { duration } from './durations.ts';
import { cellLines, failedLines, type Look } from './lines.ts';
import type { RunState } from './state.ts';

type Planned = Extract<PairsEvent, { type: 'pairs-planned' }>;
type Ended = Extract<PairsEvent, { type: 'pair-ended' }>;

/** The plan: the two sides, the maximum time, and the folder of the results. */
export function pairsPlannedLines(event: Planned, columns: number, palette: Palette): string[] {
  const { cells, labels, maxPairs, estimatedSeconds } = event;
  const pairs = `${counted(cells.length, 'variant')}, up to ${counted(maxPairs, 'pair')} each`;
  const time = `${duration(estimatedSeconds)} per pair, at most ${duration(cells.length * maxPairs * estimatedSeconds)}`;
  return [
    palette.strong(`base ${labels.base}`),
    palette.strong(`head ${labels.head}`),
    `${pairs}: ${time}`,
    ...cellLines(event, columns, palette),
  ];
}

/**
 * Figures of the pair, the result of all pairs so far, and the verdict if that decides; why failed trials failed.
 */
export function pairLines(event: Ended, state: RunState, look: Look): string[] {
  const { cell, pair, trials, standing } = event;
  const inTurn = sides.toSorted((one, other) => trials[one].order - trials[other].order);
  const failed = inTurn.flatMap((side) => failureOf(side, trials[side], state, look));
  const { isTerminal, palette } = look;
  const whole = failed.length === 0;
  const mark = whole ? palette.good(isTerminal ? '✓' : 'ok    ') : palette.bad(isTerminal ? '✗' : 'failed');
  const place = `pair ${String(pair).padStart(2)}  ${cell.padEnd(state.cellWidth)}`;
  return [
    ...failed,
    `${mark} ${place}  ${figuresOf(standing)}`,
    ...endOf(standing, palette).map((text) => `  ${text}`),
  ];
}

function failureOf(side: Side, trial: Trial, state: RunState, look: Look): string[] {
  if (trial.status === 'ok') return [];
  const { total, cellWidth } = state;
  return failedLines({ ...trial, cell: `${trial.cell}, ${side}` }, { total: 2 * total, cellWidth }, look);
}

/** Figures of the last pair, and the result of all pairs so far. */
function figuresOf({ compared, pairs }: Standing): string {
  if (compared === null || pairs === 0) return 'no whole pair yet';
  const { primary } = compared;
  const { base, head, change, unit } = primary;
  const figures = `${lastFigure(base.runs)} -> ${lastFigure(head.runs)} ${unit}`;
  if (change === null) return figures;
  return `${figures}  so far ${changeWithInterval(primary)}`;
}

/** Why the cell gets no more pairs; empty if it gets more. */
function endOf({ compared, decided, failing }: Standing, palette: Palette): string[] {
  if (failing.length > 0)
    return [palette.bad(`${listed(failing)} failed three times in a row: no more pairs`)];
  if (!decided || compared === null) return [];
  const { verdict } = compared;
  return [palette[PAINTS[verdict]](`decided: ${verdict.replace('-', ' ')}`)];
}

const PAINTS = {
  regression: 'bad',
  improvement: 'good',
  'no-change': 'strong',
  undecided: 'strong',
} as const satisfies Record<CompareVerdict, keyof Palette>;

function lastFigure(runs: readonly (readonly number[])[]): string {
  const last = runs.at(-1)?.at(-1);
  return last === undefined ? '-' : last >= 100 ? fixed(last, 0) : figure(last);
}
