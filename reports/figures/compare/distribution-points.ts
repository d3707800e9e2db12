/** Trials of both sides of a variant as points of a row: base above head, in percent of the base's mean. */
import type { ComparedCell, CompareVerdict, Comparison } from '../../../harness/records/comparison.ts';
import { metricValue } from '../../compare/words.ts';
import type { LegendEntry, RowPoint } from '../figure.ts';
import { BEYOND_DRAWING } from './percent-axis.ts';
import { entryOf } from './verdict-style.ts';

export const BASE: LegendEntry = { name: 'base', colour: '#8c959f', shape: 'disc' };
/** In the colour of each row's verdict. */
export const MEAN: LegendEntry = { name: 'mean of the head', colour: null, shape: 'stroke' };

/** Entry of the head's trials, which show through each other. */
export function headEntry(verdict: CompareVerdict): LegendEntry {
  const { name, shape, ...entry } = entryOf(verdict);
  return { ...entry, name: `head: ${name}`, shape: shape === 'circle' ? 'disc' : shape };
}

/** Lanes between both sides where lines join pairs: these need some height. */
const BETWEEN = { few: 3, many: 1 };
const MANY = 8;
const LEAST_PER_SIDE = 1.5;
/** Share of the row's height that the points use; a little room stays above and below. */
const SPREAD = 0.84;

const mark = { entry: MEAN.name, interval: null } as const;

export interface SidePoints {
  readonly cell: ComparedCell;
  readonly trials: readonly RowPoint[];
  readonly means: readonly RowPoint[];
  /** Places in `trials`, of pairs that ran side by side. */
  readonly links: readonly (readonly [number, number])[];
}

/** A lane for each run of either side, and some between the sides. */
export function lanesOf({ cells }: Comparison): number {
  const isPaired = cells.some(({ pairs }) => pairs !== null);
  return 2 * perSide(cells) + (!isPaired ? 0 : cells.length > MANY ? BETWEEN.many : BETWEEN.few);
}

function perSide(cells: readonly ComparedCell[]): number {
  const runs = cells.flatMap(({ primary }) => [primary.base.runs.length, primary.head.runs.length]);
  return Math.max(LEAST_PER_SIDE, ...runs);
}

export function sidePoints(cell: ComparedCell, lanes: number): SidePoints {
  const { base, head, metric } = cell.primary;
  const mean = base.mean;
  if (mean === null || mean <= 0) return { cell, trials: [], means: [], links: [] };
  const percent = (value: number) => 100 * Math.min(BEYOND_DRAWING, value / mean - 1);
  const lane = SPREAD / lanes;
  const points = (side: 'base' | 'head', entry: string, firstLane: number) => {
    const { runs } = cell.primary[side];
    return runs.flatMap((values, run) =>
      values.map((value, trial): RowPoint => {
        const aside = (firstLane + run + 0.5) * lane - SPREAD / 2;
        const place = `${side}${runs.length > 1 ? `, run ${run + 1}` : ''}, trial ${trial + 1}`;
        const about = `${place}: ${metricValue(metric, value)}`;
        return { value: percent(value), entry, interval: null, aside, about };
      }),
    );
  };
  const before = points('base', BASE.name, 0);
  const after = points('head', headEntry(cell.verdict).name, lanes - head.runs.length);
  const at = after[0]?.aside;
  return {
    cell,
    trials: [...before, ...after],
    means:
      head.mean === null || at === undefined
        ? []
        : [{ ...mark, value: percent(head.mean), about: metricValue(metric, head.mean), aside: at }],
    links:
      cell.pairs === null
        ? []
        : before.slice(0, after.length).map((_, pair) => [pair, before.length + pair] as const),
  };
}
