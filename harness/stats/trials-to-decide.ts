/** How many more trials, runs or pairs would, as likely as not, decide what is undecided. */
import { logRatioOf } from './compare-sides.ts';
import { errorQuantile } from './error-tail.ts';
import { DEFAULT_CONFIDENCE } from './inference.ts';
import { pairsReach } from './pairs-evidence.ts';
import { countsOf, errorOf, runLogsOf, spreadsOf } from './sides-error.ts';

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
}

export interface UndecidedPairs extends Judged {
  readonly pairs: number;
  /** This and the next one as `comparePairs` gives them. */
  readonly logRatio: number;
  readonly standardError: number;
}

const MOST = 1_000;

/**
 * For independent runs: more trials in every run, or where the spread between runs hides the answer from any number
 * of them, more runs of as many trials. The estimate and both spreads are taken to stay as they are, so that it takes
 * longer one time in two.
 *
 * @returns null where 1,000 more would not decide, or nothing tells how figures spread
 */
export function trialsToDecide(state: UndecidedSides): More | null {
  const sides = [runLogsOf(state.base), runLogsOf(state.head)] as const;
  if (sides.some((runs) => runs.length === 0)) return null;
  const spreads = spreadsOf(sides, state.assumedRunSpread);
  if (spreads === null) return null;
  const logRatio = logRatioOf(sides);
  const [base, head] = countsOf(sides);
  const decides = (counts: readonly [readonly number[], readonly number[]]) => {
    const error = errorOf(counts, spreads);
    return isDecided(logRatio, (level) => errorQuantile(level / 2, error), state);
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
 * For pairs: how many more, the estimate and their spread taken to stay as they are.
 *
 * @returns null where 1,000 more would not decide
 */
export function pairsToDecide(state: UndecidedPairs): More | null {
  const spread = state.standardError * Math.sqrt(state.pairs);
  const trials = fewest((more) => {
    const count = state.pairs + more;
    const look = { count, standardError: spread / Math.sqrt(count) };
    return isDecided(state.logRatio, (level) => pairsReach(look, level), state);
  });
  return trials === null ? null : { trials, runs: null };
}

/** @param reach half-width of the interval of the log ratio at this level, which 0 leaves where p is below it */
function isDecided(logRatio: number, reach: (level: number) => number, rule: Judged): boolean {
  const change = Math.expm1(logRatio);
  if (Math.abs(change) >= rule.minEffect && reach(rule.alpha) <= Math.abs(logRatio)) return true;
  const half = reach(1 - (rule.confidence ?? DEFAULT_CONFIDENCE));
  return Math.expm1(logRatio - half) >= -rule.threshold && Math.expm1(logRatio + half) <= rule.threshold;
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
