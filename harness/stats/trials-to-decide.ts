/** How many more trials, runs or pairs would decide an undecided comparison with 50% probability. */

import { pairsReach } from './compare-pairs.ts';
import { logRatioOf } from './compare-sides.ts';
import { DEFAULT_CONFIDENCE, type EstimateError, errorQuantile } from './inference.ts';
import { countsOf, errorOf, runLogsOf, spreadsOf } from './sides-error.ts';
import { studentTUpperTail } from './student-t.ts';

/** More is what to add to each side. */
export interface More {
  /** Trials to add to every run; null if only more runs would decide. */
  readonly trials: number | null;
  /** Runs to add; null if trials would decide. */
  readonly runs: number | null;
}

/** DecisionRule says when a cell is decided; shares are of the base. */
export interface DecisionRule {
  /** A p-value up to this is a significant change. For one of many cells it is a share of the report's level. */
  readonly alpha: number;
  /** A smaller change is no regression and no improvement. */
  readonly minEffect: number;
  /** An interval within plus and minus this means no change. */
  readonly threshold: number;
}

interface Judged extends DecisionRule {
  /** Confidence of the interval; 0.99 by default. */
  readonly confidence?: number;
}

export interface UndecidedSides extends Judged {
  /** Rows are runs, figures positive. */
  readonly base: readonly (readonly number[])[];
  readonly head: readonly (readonly number[])[];
  readonly assumedRunSpread: number;
  /** Drift of each of two single runs, estimated from all of their cells; from this cell alone by default. */
  readonly sharedDrift?: number | undefined;
}

export interface UndecidedPairs extends Judged {
  readonly pairs: number;
  /** This and the next field are as `comparePairs` returns them. */
  readonly logRatio: number;
  readonly standardError: number;
}

const MOST = 1_000;

/** Probability with which the extra trials decide. */
const LIKELY = 0.5;

/**
 * trialsToDecide is for independent runs: more trials in every run or, if the spread between runs prevents a decision
 * with any number of trials, more runs of as many trials. It assumes that spreads stay as they are, and that the
 * estimate moves as far as new trials may move it.
 *
 * @returns null if 1,000 more would not decide, or the spread is unknown
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
 * pairsToDecide is the same for pairs: how many more.
 *
 * @returns null if 1,000 more would not decide
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

/**
 * EstimateToCome is the future estimate: normal around the present one, with the variance that the new trials remove.
 */
interface EstimateToCome {
  readonly logRatio: number;
  readonly variance: number;
}

/** @param reach half-width of the log ratio's interval at this level; it excludes 0 if p is below the level */
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

/** fewest is the least number, at least 1, that decides; deciding is monotonic. */
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
