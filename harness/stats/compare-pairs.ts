import { DEFAULT_CONFIDENCE, type Inference, ROUNDING_SPREAD } from './inference.ts';
import { type Look, pairsEvidence, pairsReach } from './pairs-evidence.ts';
import { mean, standardDeviation } from './summary.ts';

/** Figures of the same trial of both sides, in one unit. */
export interface Pair {
  readonly base: number;
  readonly head: number;
}

export interface PairsInference extends Inference {
  readonly pairs: number;
}

/** A ratio is of two figures, each of which is rounded. */
const LEAST_SPREAD = Math.SQRT2 * ROUNDING_SPREAD;

/**
 * The change over pairs of trials, with a test and an interval that hold however often one looks, after every pair
 * even.
 *
 * The test is the mixture t-test: the likelihood ratio of log ratios under an effect of unknown size (normal prior on
 * effect / spread; Lai, Annals of Statistics 4, 1976) to that under none. Under no change it passes 1 / a at any
 * time with a chance of a at most (Ville's inequality; Perez-Ortiz et al., arXiv 2208.07610), so that 1 / its maximum
 * over looks is a p-value. The interval holds every change that no look has ruled out; where looks rule out all,
 * for the change did not stay the same, it is that of the last look.
 *
 * @param pairs in the order in which they were measured; figures positive and finite
 * @returns null where a figure is not positive, and for pairs too few to bound the change at this confidence: 4
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
  for (let count = 2; count <= ratios.length; count++) {
    const look = lookAt(ratios.slice(0, count));
    evidence = Math.max(evidence, pairsEvidence(0, look));
    const reach = pairsReach(look, level);
    last = { low: look.mean - reach, high: look.mean + reach };
    within = { low: Math.max(within.low, last.low), high: Math.min(within.high, last.high) };
  }
  if (!Number.isFinite(last.high)) return null;
  const { mean: logRatio, standardError, count } = lookAt(ratios);
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

function lookAt(ratios: readonly number[]): Look & { readonly mean: number } {
  const spread = Math.max(standardDeviation(ratios) ?? 0, LEAST_SPREAD);
  return {
    count: ratios.length,
    mean: mean(ratios),
    standardError: spread / Math.sqrt(ratios.length),
  };
}
