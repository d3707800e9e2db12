/** Cells with simulated figures. */
import type { CellRuns } from '../../stats/blocks.ts';
import { compareCells } from '../../stats/compare-cells.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';

export const OPTIONS = { assumedRunSpread: 0.01 };

export interface Simulated {
  readonly cells: number;
  readonly trials?: readonly [number, number];
  readonly drift?: number;
  /** Relative change of the head, by cell. */
  readonly change?: (cell: number) => number;
  /** Whether a trial failed. */
  readonly fails?: (cell: number, block: number) => boolean;
}

/** Simulates base, then head, on a host that drifts from block to block. Trials spread by 2.5%. */
export function simulate(of: Simulated, random: () => number): CellRuns[] {
  const { cells, trials = [8, 8], drift = 0, change = () => 0, fails = () => false } = of;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let wandered = 0;
  const runs = Array.from(
    { length: cells },
    () => [new Map<number, number>(), new Map<number, number>()] as const,
  );
  for (const side of [0, 1] as const) {
    for (let block = 1; block <= trials[side]; block++) {
      wandered += drift * normal();
      for (const [cell, run] of runs.entries()) {
        const log = wandered + (side === 1 ? Math.log1p(change(cell)) : 0) + 0.025 * normal();
        if (!fails(cell, block)) run[side].set(block, log);
      }
    }
  }
  return runs;
}

/** claimed counts the comparisons in which the first cell, or any cell, is claimed at 1% by Holm's first step. */
export function claimed(of: Simulated, only: 'first' | 'any', seed = 1, comparisons = 60): number {
  const random = mulberry32(seed);
  let count = 0;
  for (let comparison = 0; comparison < comparisons; comparison++) {
    const found = compareCells(simulate(of, random), OPTIONS);
    const judged = only === 'first' ? found.slice(0, 1) : found;
    if (judged.some(({ pValue, change }) => pValue * of.cells <= 0.01 && Math.abs(change) >= 0.02)) count++;
  }
  return count;
}

export const firstSlower = (cell: number) => (cell === 0 ? -0.07 : 0);
