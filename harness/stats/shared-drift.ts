/** The drift of a host, as the blocks of two runs show it: every block holds a trial of each cell. */
import type { Run } from './blocks.ts';
import type { RunLogs } from './sides-error.ts';
import { logsOf, walkExcess } from './sides-error.ts';
import { mean, sum } from './summary.ts';

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

/** Of each block that any cell has, in order: the mean of the cells, each about its own mean. */
function blockMeans(cells: readonly Run[]): number[] {
  const centered = cells.map((run) => {
    const average = mean([...run.values()]);
    return new Map([...run].map(([block, log]) => [block, log - average]));
  });
  const blocks = [...new Set(cells.flatMap((run) => [...run.keys()]))].sort((a, b) => a - b);
  return blocks.map((block) => mean(centered.flatMap((run) => run.get(block) ?? [])));
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
