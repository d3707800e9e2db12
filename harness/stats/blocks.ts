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
