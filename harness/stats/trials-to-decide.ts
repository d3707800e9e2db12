/** How many more trials, runs or pairs would, as likely as not, decide what is undecided. */

import { pairsReach } from './compare-pairs.ts';
import { logRatioOf } from './compare-sides.ts';
import { DEFAULT_CONFIDENCE, type EstimateError, errorQuantile } from './inference.ts';
import { countsOf, errorOf, runLogsOf, spreadsOf } from './sides-error.ts';
import { studentTUpperTail } from './student-t.ts';

/** More of each side. */
export interface More {
  /** In every run; null where only more runs would decide. */
  readonly trials: number | null;
  /** Null where trials would. */
  readonly runs: number | null;
}

/** When a cell is decided; shares are of the base. */
export interface DecisionRule {
  /** A p-value up to this is proof of a change: of one of many cells its share of the report's level. */
  readonly alpha: number;
  /** A smaller change is no regression and no improvement. */
  readonly minEffect: number;
  /** An interval within plus and minus this is no change. */
  readonly threshold: number;
}

interface Judged extends DecisionRule {
  /** Of the interval; 0.99 unless told. */
  readonly confidence?: number;
}

export interface UndecidedSides extends Judged {
  /** Rows are runs, figures positive. */
  readonly base: readonly (readonly number[])[];
  readonly head: readonly (readonly number[])[];
  readonly assumedRunSpread: number;
  /** Of each of two single runs, as all of their cells show it; by this cell alone unless given. */
  readonly sharedDrift?: number | undefined;
}

export interface UndecidedPairs extends Judged {
  readonly pairs: number;
  /** This and the next one as `comparePairs` gives them. */
  readonly logRatio: number;
  readonly standardError: number;
}

const MOST = 1_000;

/** As likely as not. */
const LIKELY = 0.5;

/**
 * For independent runs: more trials in every run, or where the spread between runs hides the answer from any number
 * of them, more runs of as many trials. Spreads are taken to stay as they are; the estimate is taken to move as far as
 * what comes may move it.
 *
 * @returns null where 1,000 more would not decide, or nothing tells how figures spread
 */
export function trialsToDecide(state: UndecidedSides): More | null {
  const sides = [runLogsOf(state.base), runLogsOf(state.head)] as const;
  if (sides.some((runs) => runs.length === 0)) return null;
  const spreads = spreadsOf(sides, state.assumedRunSpread, state.sharedDrift);
  if (spreads === null) return null;
  const logRatio = logRatioOf(sides);
  const [base, head] = countsOf(sides);
  const now = varianceOf(errorOf([base, head], spreads));
  const decides = (counts: readonly [readonly number[], readonly number[]]) => {
    const error = errorOf(counts, spreads);
    const reach = (level: number) => errorQuantile(level / 2, error);
    return chanceOfAnswer({ logRatio, variance: now - varianceOf(error) }, reach, state) >= LIKELY;
  };
  const longer = (counts: readonly number[], more: number) => counts.map((trials) => trials + more);
  const trials = fewest((more) => decides([longer(base, more), longer(head, more)]));
  if (trials !== null) return { trials, runs: null };
  const further = (counts: readonly number[], more: number) => [
    ...counts,
    ...new Array<number>(more).fill(Math.round(counts.reduce((sum, count) => sum + count) / counts.length)),
  ];
  const runs = fewest((more) => decides([further(base, more), further(head, more)]));
  return runs === null ? null : { trials: null, runs };
}

/**
 * For pairs: how many more; their spread is taken to stay as it is, the estimate to move as far as they may move it.
 *
 * @returns null where 1,000 more would not decide
 */
export function pairsToDecide(state: UndecidedPairs): More | null {
  const spread = state.standardError * Math.sqrt(state.pairs);
  const trials = fewest((more) => {
    const count = state.pairs + more;
    const look = { count, standardError: spread / Math.sqrt(count) };
    const variance = state.standardError ** 2 - look.standardError ** 2;
    const reach = (level: number) => pairsReach(look, level);
    return chanceOfAnswer({ logRatio: state.logRatio, variance }, reach, state) >= LIKELY;
  });
  return trials === null ? null : { trials, runs: null };
}

/** The estimate to come: normal about that of now, with the variance by which it is then known better. */
interface EstimateToCome {
  readonly logRatio: number;
  readonly variance: number;
}

/** @param reach half-width of the interval of the log ratio at this level, which 0 leaves where p is below it */
function chanceOfAnswer(toCome: EstimateToCome, reach: (level: number) => number, rule: Judged): number {
  const proven = reach(rule.alpha);
  const half = reach(1 - (rule.confidence ?? DEFAULT_CONFIDENCE));
  const less = Math.min(-proven, Math.log1p(-rule.minEffect));
  const more = Math.max(proven, Math.log1p(rule.minEffect));
  const low = Math.max(less, Math.log1p(-rule.threshold) + half);
  const high = Math.min(more, Math.log1p(rule.threshold) - half);
  const below = (logRatio: number) => chanceBelow(logRatio, toCome);
  return below(less) + 1 - below(more) + Math.max(0, below(high) - below(low));
}

function chanceBelow(value: number, { logRatio, variance }: EstimateToCome): number {
  const away = (value - logRatio) / Math.sqrt(Math.max(variance, Number.MIN_VALUE));
  const tail = studentTUpperTail(Math.abs(away), Number.POSITIVE_INFINITY);
  return away < 0 ? tail : 1 - tail;
}

function varianceOf({ knownVariance, estimatedVariance }: EstimateError): number {
  return knownVariance + estimatedVariance;
}

/** Least count of more, at least 1, that decides: more is never worse. */
function fewest(decides: (more: number) => boolean): number | null {
  if (!decides(MOST)) return null;
  let [low, high] = [0, MOST];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (decides(middle)) high = middle;
    else low = middle;
  }
  return high;
}
