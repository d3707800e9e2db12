import { DEFAULT_CONFIDENCE, type Inference, ROUNDING_SPREAD } from './inference.ts';

/** Pair is the figures of the same trial on both sides, in one unit. */
export interface Pair {
  readonly base: number;
  readonly head: number;
}

export interface PairsInference extends Inference {
  readonly pairs: number;
}

/** A ratio has two rounded figures. */
const LEAST_SPREAD = Math.SQRT2 * ROUNDING_SPREAD;

/**
 * comparePairs returns the change over pairs of trials, with a test and an interval that stay valid however often the
 * result is checked, even after every pair.
 *
 * The test is the mixture t-test: the likelihood ratio of log ratios under an effect of unknown size (normal prior on
 * effect / spread; Lai, Annals of Statistics 4, 1976) to that under none. Without a change it exceeds 1 / a at any
 * time with probability a at most (Ville's inequality; Perez-Ortiz et al., arXiv 2208.07610), so that 1 / its maximum
 * over looks is a p-value. The interval contains every change that no look has ruled out. If the looks rule out all
 * of them, because the change did not stay the same, it is the interval of the last look.
 *
 * @param pairs in the order in which they were measured; figures positive and finite
 * @returns null if a figure is not positive, and for 4 pairs or fewer, which cannot limit the change at this
 * confidence
 */
export function comparePairs(
  pairs: readonly Pair[],
  options: { readonly confidence?: number } = {},
): PairsInference | null {
  const ratios = pairs.map(({ base, head }) => Math.log(head / base));
  if (!pairs.every(({ base, head }) => base > 0 && head > 0) || !ratios.every(Number.isFinite)) return null;
  const level = 1 - (options.confidence ?? DEFAULT_CONFIDENCE);
  let evidence = 1;
  let within: Range = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  let last = within;
  let look: Look = { count: 0, mean: 0, standardError: 0 };
  for (look of looks(ratios)) {
    evidence = Math.max(evidence, pairsEvidence(0, look));
    const reach = pairsReach(look, level);
    last = { low: look.mean - reach, high: look.mean + reach };
    within = { low: Math.max(within.low, last.low), high: Math.min(within.high, last.high) };
  }
  if (!Number.isFinite(last.high)) return null;
  const { mean: logRatio, standardError, count } = look;
  const { low, high } = within.low <= within.high ? within : last;
  return {
    pairs: count,
    change: Math.expm1(logRatio),
    logRatio,
    standardError,
    degreesOfFreedom: count - 1,
    pValue: 1 / evidence,
    interval: { low: Math.expm1(low), high: Math.expm1(high) },
  };
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** looks yields after each pair from the second on; sums are Welford's (Technometrics 4, 1962). */
function* looks(ratios: readonly number[]): Generator<Look> {
  let [mean, squares] = [0, 0];
  for (const [at, ratio] of ratios.entries()) {
    const count = at + 1;
    const away = ratio - mean;
    mean += away / count;
    squares += away * (ratio - mean);
    if (count < 2) continue;
    const spread = Math.max(Math.sqrt(squares / (count - 1)), LEAST_SPREAD);
    yield { count, mean, standardError: spread / Math.sqrt(count) };
  }
}

/**
 * Standard deviation, in the prior, of the effect over the spread of pairs. In simulation 2 to 3 detect a change of
 * 5%, or its absence, soonest if log ratios of pairs spread by 1.5 to 3%; less is faster at more spread. With 2, the
 * first look that can decide at a level of 0.01 is that of 5 pairs.
 */
const TAU = 2;
const PRIOR_VARIANCE = TAU ** 2;

/** Look is the result after a number of pairs. */
export interface Look {
  readonly count: number;
  /** Mean of log ratios. */
  readonly mean: number;
  readonly standardError: number;
}

/**
 * pairsEvidence is the Bayes factor against a log ratio of `logRatio`, with k = 1 + n TAU^2 and v = n - 1 degrees of
 * freedom: k^(-1/2) [(1 + t^2 / v) / (1 + t^2 / (k v))]^((v + 1) / 2) (Gonen et al., American Statistician 59, 2005).
 */
export function pairsEvidence(logRatio: number, look: Look): number {
  const k = 1 + look.count * PRIOR_VARIANCE;
  const freedom = look.count - 1;
  const square = ((look.mean - logRatio) / look.standardError) ** 2 / freedom;
  return Math.exp(((freedom + 1) / 2) * Math.log((1 + square) / (1 + square / k)) - Math.log(k) / 2);
}

/**
 * pairsReach is the distance from the mean within which the evidence against a log ratio is below 1 / level; Infinity
 * if it always is.
 */
export function pairsReach(look: Omit<Look, 'mean'>, level: number): number {
  const k = 1 + look.count * PRIOR_VARIANCE;
  const freedom = look.count - 1;
  const ratio = (Math.sqrt(k) / level) ** (2 / (freedom + 1));
  if (ratio >= k) return Number.POSITIVE_INFINITY;
  return look.standardError * Math.sqrt((freedom * (ratio - 1) * k) / (k - ratio));
}
