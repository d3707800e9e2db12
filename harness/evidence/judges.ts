/** Ways to judge the same simulated data: ours beside what is in use. */
import { ASSUMED_RUN_SPREAD } from '../stats/assumed-run-spread.ts';
import { comparePairs } from '../stats/compare-pairs.ts';
import { compareSides } from '../stats/compare-sides.ts';
import { holm } from '../stats/holm.ts';
import type { Inference } from '../stats/inference.ts';
import { mannWhitney } from '../stats/mann-whitney.ts';
import { mean } from '../stats/summary.ts';
import { differenceOfMeans } from '../stats/welch.ts';
import type { SimulatedCell } from './simulated-hosts.ts';

const ALPHA = 0.01;
const MIN_EFFECT = 0.02;
const THRESHOLD = 0.05;

/** Whether each cell of a report is said to have changed. */
export type Claims = readonly boolean[];

export interface Judge {
  readonly name: string;
  /** Of one cell, whatever the others say; p of 1 where it does not claim. */
  readonly pOf: (cell: SimulatedCell) => number;
  readonly corrected: boolean;
}

export const ours: Judge = {
  name: 'ours',
  corrected: true,
  pOf: ({ base, head }) => claimable(compareSides(base, head, { assumedRunSpread: ASSUMED_RUN_SPREAD })),
};

export const others: readonly Judge[] = [
  {
    name: '5 % threshold',
    corrected: false,
    pOf: ({ base, head }) => (Math.abs(mean(head.flat()) / mean(base.flat()) - 1) > THRESHOLD ? 0 : 1),
  },
  {
    name: 'Welch .01',
    corrected: false,
    pOf: ({ base, head }) => {
      const found = differenceOfMeans(head.flat(), base.flat(), 1 - ALPHA);
      return found && (found.low > 0 || found.high < 0) ? 0 : 1;
    },
  },
  {
    name: 'Mann-Whitney .01',
    corrected: false,
    pOf: ({ base, head }) => mannWhitney(head.flat(), base.flat())?.pValue ?? 1,
  },
];

export type Pairs = readonly { readonly base: number; readonly head: number }[];

/** The least p that any look at them may claim: p never rises from look to look, but the change at one may be small. */
export function pairsP(pairs: Pairs): number {
  if ((comparePairs(pairs)?.pValue ?? 1) > ALPHA) return 1;
  return Math.min(...pairs.map((_, last) => claimable(comparePairs(pairs.slice(0, last + 1)))));
}

/** Pairs after which a cell alone is decided, as a change or as none; null where it is not. */
export function decisionOf(pairs: Pairs): { readonly pairs: number; readonly changed: boolean } | null {
  for (let count = 2; count <= pairs.length; count++) {
    const found = comparePairs(pairs.slice(0, count));
    if (found === null) continue;
    if (claimable(found) <= ALPHA) return { pairs: count, changed: true };
    const { low, high } = found.interval;
    if (low >= -THRESHOLD && high <= THRESHOLD) return { pairs: count, changed: false };
  }
  return null;
}

/** Which of a report's cells are claimed. */
export function claimsOf(pValues: readonly number[], corrected: boolean): Claims {
  return (corrected ? holm(pValues) : pValues).map((p) => p <= ALPHA);
}

function claimable(found: Inference | null): number {
  return found !== null && Math.abs(found.change) >= MIN_EFFECT ? found.pValue : 1;
}
