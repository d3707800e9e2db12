/** The order of a run's trials. */
import type { ResolvedCell, ResolvedRun } from '../config/resolved-run.ts';
import { shuffled } from '../stats/random.ts';
import type { PlannedTrial } from '../trial/planned-trial.ts';

/** Blocks of one trial a cell, each shuffled anew: a drift of the machine meets every cell alike. */
export function planTrials({ cells, config: { trials, seed } }: ResolvedRun): PlannedTrial[] {
  return inBlocks(cells, trials, seed).map((trial, index) => ({ ...trial, order: index + 1 }));
}

function inBlocks(
  cells: readonly ResolvedCell[],
  trials: number,
  seed: number,
): Omit<PlannedTrial, 'order'>[] {
  return Array.from({ length: trials }, (_, block) =>
    shuffled(cells, seed + block).map((cell) => ({ cell, trial: block + 1 })),
  ).flat();
}
