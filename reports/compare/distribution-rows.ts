/** A setup's trials as places in a chart: base above head, against the base's mean. */
import type { ComparedCell } from '../../harness/records/comparison.ts';
import { MUTED } from '../charts/palette.ts';
import { BEYOND_DRAWING, type Range } from './chart-rows.ts';

/** Dots this many times as far from the base as nine in ten of them stand at the edge, as arrows. */
const OUTLYING = 3;

export const BASE = { stroke: '#8c959f', fill: '#d8dde3', text: MUTED };

export interface Dot {
  readonly x: number;
  readonly y: number;
}

export interface Row {
  readonly cell: ComparedCell;
  readonly base: readonly (readonly Dot[])[];
  readonly head: readonly (readonly Dot[])[];
  /** Of the head, in percent of the base's; null where it has none. */
  readonly mean: number | null;
}

export interface Heights {
  /** In rows: of a side, from the row's middle to that of a side, and of each run. */
  readonly side: number;
  readonly middle: number;
  readonly lane: number;
}

/** Base above head, a line a run, those of a side around its middle. */
export function rowOf(cell: ComparedCell, row: number, { middle, lane }: Heights): Row {
  const { base, head } = cell.primary;
  const mean = base.mean;
  if (mean === null || mean <= 0) return { cell, base: [], head: [], mean: null };
  const percent = (value: number) => 100 * Math.min(BEYOND_DRAWING, value / mean - 1);
  const dots = (runs: readonly (readonly number[])[], shift: number) =>
    runs.map((values, index) => {
      const y = row + shift + (index - (runs.length - 1) / 2) * lane;
      return values.map((value) => ({ x: percent(value), y }));
    });
  return {
    cell,
    base: dots(base.runs, -middle),
    head: dots(head.runs, middle),
    mean: head.mean === null ? null : percent(head.mean),
  };
}

/** Holds every mean and nearly every trial: one that stalled must not push the others into a corner. */
export function rangeOf(rows: readonly Row[]): Range {
  const values = rows.flatMap(({ base, head }) => [...base, ...head].flat().map(({ x }) => x));
  const sizes = values.map(Math.abs).toSorted((a, b) => a - b);
  const usual = sizes[Math.floor(0.9 * (sizes.length - 1))] ?? 0;
  const means = rows.flatMap(({ mean }) => (mean === null ? [] : [mean]));
  const farthest = Math.max(OUTLYING * usual, ...means.map((mean) => 1.2 * Math.abs(mean)));
  const within = values.filter((value) => Math.abs(value) <= farthest);
  const low = Math.min(-1, ...within, ...means);
  const high = Math.max(1, ...within, ...means);
  const room = 0.05 * (high - low);
  return { low: low - room, high: high + room };
}
