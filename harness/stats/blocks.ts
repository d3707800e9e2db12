/**
 * Trials of a run in blocks: block k holds trial k of every cell, so that its cells share the host's state and drift.
 */

import { logsOf, type RunLogs, walkExcess } from './sides-error.ts';
import { mean, median, squaresAbout, sum } from './summary.ts';

/** Run holds the logs of a cell's trials by block. A failed trial is missing. */
export type Run = ReadonlyMap<number, number>;

/** CellRuns are base and head. */
export type CellRuns = readonly [Run, Run];

export function meanOf(run: Run): number {
  return mean([...run.values()]);
}

/** shiftOf is ln(head / base). */
export function shiftOf([base, head]: CellRuns): number {
  return meanOf(head) - meanOf(base);
}

/** BlockMeans holds the mean of the cells' logs in each block: what they did together. */
export interface BlockMeans {
  /** Means over all cells. */
  readonly all: CellRuns;
  /** Means over all cells but this one, for each cell. Blocks in which none of them has a trial are left out. */
  readonly others: readonly CellRuns[];
}

/** Each cell enters about its level over both runs, so that a missing trial moves a mean little. */
export function blockMeansOf(cells: readonly CellRuns[]): BlockMeans {
  const centered = cells.map(([base, head]) => {
    const level = (meanOf(base) + meanOf(head)) / 2;
    return [lessLevel(base, level), lessLevel(head, level)] as const;
  });
  const totals = [
    totalsOf(centered.map(([base]) => base)),
    totalsOf(centered.map(([, head]) => head)),
  ] as const;
  return {
    all: [meansOf(totals[0]), meansOf(totals[1])],
    others: centered.map(([base, head]) => [meansOf(totals[0], base), meansOf(totals[1], head)]),
  };
}

function lessLevel(run: Run, level: number): Run {
  return new Map([...run].map(([block, log]) => [block, log - level]));
}

interface Total {
  readonly sum: number;
  readonly count: number;
}

function totalsOf(runs: readonly Run[]): ReadonlyMap<number, Total> {
  const totals = new Map<number, Total>();
  for (const run of runs) {
    for (const [block, log] of run) {
      const { sum, count } = totals.get(block) ?? { sum: 0, count: 0 };
      totals.set(block, { sum: sum + log, count: count + 1 });
    }
  }
  return totals;
}

function meansOf(totals: ReadonlyMap<number, Total>, without?: Run): Run {
  const means = new Map<number, number>();
  for (const [block, { sum, count }] of totals) {
    const own = without?.get(block);
    const cells = own === undefined ? count : count - 1;
    if (cells > 0) means.set(block, (sum - (own ?? 0)) / cells);
  }
  return means;
}

/** SharedDrift is the variance that a drifting host adds to each run's mean. */
export interface SharedDrift {
  /** Best estimate. */
  readonly expected: number;
  /** Upper estimate, because the noise of trials hides part of the drift. */
  readonly atMost: number;
}

/** Standard deviations of the estimate, on a host without drift, that the upper estimate adds. */
const AT_MOST = 3;

/**
 * sharedDriftOf estimates the walk's variance per run from the means of blocks over all cells: there the noise of
 * trials shrinks with the number of cells, and what the cells share does not.
 *
 * @param cells base and head of each
 */
export function sharedDriftOf(cells: readonly (readonly [Run, Run])[]): SharedDrift {
  const runs = ([0, 1] as const).map((side) => logsOf(blockMeans(cells.map((cell) => cell[side]))));
  const { perStep, deviation } = walkOf(runs);
  const trials = sum(runs.map((run) => run.trials));
  const perRun = (deviations: number) => (Math.max(0, perStep + deviations * deviation) * trials) / 6;
  return { expected: perRun(0), atMost: perRun(AT_MOST) };
}

/** blockMeans returns the means of the blocks in their order, each cell relative to its own mean. */
function blockMeans(cells: readonly Run[]): number[] {
  const means = [...meansOf(totalsOf(cells.map((run) => lessLevel(run, meanOf(run)))))];
  return means.sort(([a], [b]) => a - b).map(([, log]) => log);
}

/**
 * walkOf is the variance of a step, which may be negative, and the standard deviation of that estimate without drift.
 * The variance of von Neumann's ratio of n figures is 4 (n - 2) / (n² - 1).
 */
function walkOf(runs: readonly RunLogs[]): { readonly perStep: number; readonly deviation: number } {
  const { excess, perStep } = walkExcess(runs);
  if (perStep === 0) return { perStep: 0, deviation: 0 };
  const noise = sum(runs.map(({ steps }) => steps / 2)) / sum(runs.map(({ trials }) => trials - 1));
  const spread = Math.sqrt(
    sum(runs.map(({ trials: n }) => (n < 3 ? 0 : ((n - 1) ** 2 * (n - 2)) / (n ** 2 - 1)))),
  );
  return { perStep: excess / perStep, deviation: (noise * spread) / perStep };
}

/** Standard normal quantile of 0.99. */
const CLEARLY = 2.33;
/** The median of normal variables spreads more than their mean by this factor. */
const OF_MEDIAN = 1.25;
/** Each cell must move by this share of the median, in the same direction. */
const LEAST_SHARE = 1 / 3;

/** togetherOf is the median change as a ratio; null if not all cells moved in the same direction. */
export function togetherOf(cells: readonly CellRuns[], assumedRunSpread: number): number | null {
  const shifts = cells.map(shiftOf);
  const middle = median(shifts);
  const noise = mean(cells.map(noiseOf)) + 2 * assumedRunSpread ** 2;
  const reach = CLEARLY * OF_MEDIAN * Math.sqrt(noise / cells.length);
  const isCommon = shifts.every((shift) => shift * Math.sign(middle) >= LEAST_SHARE * Math.abs(middle));
  return isCommon && Math.abs(middle) > reach ? Math.expm1(middle) : null;
}

function noiseOf(cell: CellRuns): number {
  return sum(cell.map((run) => squaresAbout([...run.values()]) / (run.size - 1) / run.size));
}
