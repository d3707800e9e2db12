/** Trials of a run in blocks: block k holds trial k of every cell, so that the cells of a block share the host's state. */
import { mean } from './summary.ts';

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

/**
 * The mean of other cells in each block of a run, each about its level over both runs, so that a missing trial moves it
 * little. Blocks in which none of them has a trial are left out.
 */
export function blockMeansOf(cells: readonly CellRuns[], side: 0 | 1): Run {
  const centered = cells.map((cell) => {
    const level = (meanOf(cell[0]) + meanOf(cell[1])) / 2;
    return new Map([...cell[side]].map(([block, log]) => [block, log - level]));
  });
  const blocks = new Set(centered.flatMap((run) => [...run.keys()]));
  return new Map([...blocks].map((block) => [block, mean(centered.flatMap((run) => run.get(block) ?? []))]));
}
