/** Ways to judge the same simulated data: ours beside what is in use. */
import { type CellInference, compareCells } from '../../stats/compare-cells.ts';
import { comparePairs } from '../../stats/compare-pairs.ts';
import { compareSides } from '../../stats/compare-sides.ts';
import { ASSUMED_RUN_SPREAD, holm, type Inference } from '../../stats/inference.ts';
import { mean } from '../../stats/summary.ts';
import { differenceOfMeans } from '../../stats/welch.ts';
import { mannWhitney } from './simulated/mann-whitney.ts';
import type { SimulatedCell } from './simulated-hosts.ts';

/** Rule for a single cell: the defaults of `compare`. */
export const RULE = { alpha: 0.01, minEffect: 0.02, threshold: 0.05 } as const;
export const ALPHA = RULE.alpha;

export interface Judge<Cell = SimulatedCell> {
  readonly name: string;
  /** p of one cell, regardless of the others; 1 if it makes no claim. */
  readonly pOf: (cell: Cell) => number;
  /** p-values of all cells of a report, if they inform each other; by default each cell is judged by itself. */
  readonly pValuesOf?: (cells: readonly Cell[]) => number[];
  /** Whether it corrects for the number of cells. */
  readonly corrected: boolean;
}

/** oursOf judges a whole report of single runs: p of each cell, 1 if it cannot be claimed. */
export function oursOf(cells: readonly SimulatedCell[]): number[] {
  if (cells.length < 2) return cells.map(ours.pOf);
  if (!cells.some(isCountedCell)) return cells.map(() => 1);
  return comparedTogether(cells).map(claimable);
}

/** @param cells two or more, of single runs */
export function comparedTogether(cells: readonly SimulatedCell[]): CellInference[] {
  const runs = cells.map(({ base, head }) => [blocksOf(base), blocksOf(head)] as const);
  return compareCells(runs, { assumedRunSpread: ASSUMED_RUN_SPREAD });
}

function blocksOf([run = []]: SimulatedCell['base']) {
  return new Map(run.map((figure, block) => [block, Math.log(figure)]));
}

export const ours: Judge = {
  name: 'ours',
  corrected: true,
  pValuesOf: oursOf,
  pOf: (cell) => (isCountedCell(cell) ? claimable(compareCell(cell)) : 1),
};

export const welch: Judge = {
  name: 'Welch .01',
  corrected: false,
  pOf: ({ base, head }) => {
    const found = differenceOfMeans(head.flat(), base.flat(), 1 - ALPHA);
    return found && (found.low > 0 || found.high < 0) ? 0 : 1;
  },
};

export const others: readonly Judge[] = [
  {
    name: '5% threshold',
    corrected: false,
    pOf: ({ base, head }) => (Math.abs(mean(head.flat()) / mean(base.flat()) - 1) > RULE.threshold ? 0 : 1),
  },
  welch,
  {
    name: 'Mann-Whitney .01',
    corrected: false,
    pOf: ({ base, head }) => mannWhitney(head.flat(), base.flat())?.pValue ?? 1,
  },
];

export const judges: readonly Judge[] = [ours, ...others];

export function compareCell({ base, head }: SimulatedCell): Inference | null {
  return compareSides(base, head, { assumedRunSpread: ASSUMED_RUN_SPREAD });
}

export type Pairs = readonly { readonly base: number; readonly head: number }[];

/**
 * pairsP is the least p that any look at the pairs may claim: p never rises from look to look, but the change may be
 * too small at one.
 */
export function pairsP(pairs: Pairs): number {
  if ((comparePairs(pairs)?.pValue ?? 1) > ALPHA) return 1;
  return Math.min(...pairs.map((_, last) => claimable(comparePairs(pairs.slice(0, last + 1)))));
}

/** decisionOf is the number of pairs after which a single cell is decided, and how; null if it is not. */
export function decisionOf(pairs: Pairs): { readonly pairs: number; readonly changed: boolean } | null {
  for (let count = 2; count <= pairs.length; count++) {
    const answer = answerOf(comparePairs(pairs.slice(0, count)));
    if (answer !== null) return { pairs: count, changed: answer === 'changed' };
  }
  return null;
}

/** answerOf is the answer for a single cell; null if it is undecided. */
export function answerOf(found: Inference | null): 'changed' | 'no-change' | null {
  if (found === null) return null;
  if (claimable(found) <= ALPHA) return 'changed';
  const { low, high } = found.interval;
  return low >= -RULE.threshold && high <= RULE.threshold ? 'no-change' : null;
}

/** claimsOf says which of a report's cells are claimed. */
export function claimsOf(pValues: readonly number[], corrected: boolean): boolean[] {
  return (corrected ? holm(pValues) : pValues).map((p) => p <= ALPHA);
}

export function claimable(found: Inference | null): number {
  return found !== null && isCounted(found.logRatio) ? found.pValue : 1;
}

/** Spares the test of cells that moved too little to be claimed. */
function isCountedCell({ base, head }: SimulatedCell): boolean {
  return isCounted(meanLog(head) - meanLog(base));
}

function isCounted(logRatio: number): boolean {
  return Math.abs(Math.expm1(logRatio)) >= RULE.minEffect;
}

function meanLog(runs: SimulatedCell['base']): number {
  return mean(runs.map((run) => mean(run.map(Math.log))));
}
