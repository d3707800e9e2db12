/** Trials of a run in blocks: block k holds trial k of every cell, so that its cells share the host's state and drift. */

import { logsOf, type RunLogs, walkExcess } from './sides-error.ts';
import { mean, median, squaresAbout, sum } from './summary.ts';

/** Logs of a cell's trials by their block; a trial that failed is missing. */
export type Run = ReadonlyMap<number, number>;

/** Base and head. */
export type CellRuns = readonly [Run, Run];

export function meanOf(run: Run): number {
  return mean([...run.values()]);
}

/** ln(head / base). */
export function shiftOf([base, head]: CellRuns): number {
  return meanOf(head) - meanOf(base);
}

/** What cells of the same blocks did together: the mean of their logs in each block. */
export interface BlockMeans {
  /** Of all cells. */
  readonly all: CellRuns;
  /** Of all but this one, for each cell; without the blocks in which none of them has a trial. */
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

/** What a host that wanders adds to the variance of each run's mean. */
export interface SharedDrift {
  /** The best estimate. */
  readonly expected: number;
  /** What a host may do whose wandering the noise of trials hides in part. */
  readonly atMost: number;
}

/** Standard deviations of the estimate above its value, where a host has none. */
const AT_MOST = 3;

/**
 * The walk's variance per run, from the means of blocks over all cells: the noise of trials shrinks with the number of
 * cells there, and what the cells share does not.
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

/** The means of the blocks in their order, each cell about its own mean. */
function blockMeans(cells: readonly Run[]): number[] {
  const means = [...meansOf(totalsOf(cells.map((run) => lessLevel(run, meanOf(run)))))];
  return means.sort(([a], [b]) => a - b).map(([, log]) => log);
}

/**
 * Variance of a step, not below 0 by itself, and the standard deviation of that estimate where nothing wanders: of von
 * Neumann's ratio of n figures the variance is 4 (n - 2) / (n² - 1).
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

/** Standard normal, one in a hundred. */
const CLEARLY = 2.33;
/** A median of normal variables spreads by so much more than their mean. */
const OF_MEDIAN = 1.25;
/** Each cell moved by this share of the median at least, the same way. */
const LEAST_SHARE = 1 / 3;

/** The median change as a ratio; null where cells did not move, or not all of them. */
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
