/** The mixture t-test of log ratios of pairs: what a look at them says, valid at every look. */

/**
 * Standard deviation, in the prior, of the effect over the spread of pairs: chosen by simulation, so that a change of
 * 5 % is told soonest where log ratios of pairs spread by 1.5 to 3 %.
 */
const TAU = 3;
const PRIOR_VARIANCE = TAU ** 2;

/** What the pairs up to one of them say. */
export interface Look {
  readonly count: number;
  readonly standardError: number;
}

/**
 * Bayes factor against a log ratio of `null`, with k = 1 + n TAU^2 and v = n - 1 degrees of freedom:
 * k^(-1/2) [(1 + t^2 / v) / (1 + t^2 / (k v))]^((v + 1) / 2) (Gonen et al., American Statistician 59, 2005).
 */
export function pairsEvidence(logRatio: number, look: Look & { readonly mean: number }): number {
  const k = 1 + look.count * PRIOR_VARIANCE;
  const freedom = look.count - 1;
  const square = ((look.mean - logRatio) / look.standardError) ** 2 / freedom;
  return Math.exp(((freedom + 1) / 2) * Math.log((1 + square) / (1 + square / k)) - Math.log(k) / 2);
}

/** How far from the mean the log ratios reach against which the evidence is below 1 / level; Infinity for all. */
export function pairsReach(look: Look, level: number): number {
  const k = 1 + look.count * PRIOR_VARIANCE;
  const freedom = look.count - 1;
  const ratio = (Math.sqrt(k) / level) ** (2 / (freedom + 1));
  if (ratio >= k) return Number.POSITIVE_INFINITY;
  return look.standardError * Math.sqrt((freedom * (ratio - 1) * k) / (k - ratio));
}
