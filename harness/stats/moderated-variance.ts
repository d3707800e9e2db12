/** Variances of several groups, each moderated by those of the others. */
import { mean, squaresAbout, sum } from './summary.ts';

export interface Variance {
  readonly variance: number;
  readonly freedom: number;
}

/**
 * priorOf is what all groups together say about the variance of one: a value, and its degrees of freedom, which are
 * added to the group's own. Groups that spread equally are worth much to each other; groups that differ are worth
 * little (Smyth, Statistical Applications in Genetics and Molecular Biology 3, 2004, section 6.2).
 *
 * @param groups two or more, with positive variances
 * @returns worth no more than all groups but one
 */
export function priorOf(groups: readonly Variance[]): Variance {
  const freedoms = groups.map(({ freedom }) => freedom);
  const most = sum(freedoms) - Math.max(...freedoms);
  const logs = groups.map(
    ({ variance, freedom }) => Math.log(variance) - digamma(freedom / 2) + Math.log(freedom / 2),
  );
  const center = mean(logs);
  const scatter = squaresAbout(logs) / (groups.length - 1);
  const excess = scatter - mean(freedoms.map((freedom) => trigamma(freedom / 2)));
  if (excess <= trigamma(most / 2)) return { variance: pooled(groups), freedom: most };
  const freedom = 2 * inverseTrigamma(excess);
  return { variance: Math.exp(center + digamma(freedom / 2) - Math.log(freedom / 2)), freedom };
}

/** moderated is the mean of both, weighted by their degrees of freedom. */
export function moderated(own: Variance, prior: Variance): Variance {
  return { variance: pooled([own, prior]), freedom: own.freedom + prior.freedom };
}

function pooled(groups: readonly Variance[]): number {
  return (
    sum(groups.map(({ variance, freedom }) => variance * freedom)) / sum(groups.map((one) => one.freedom))
  );
}

/** The asymptotic series below are exact to 1e-9 from this value on. */
const SERIES_FROM = 10;

/** Abramowitz and Stegun 6.3.5 and 6.3.18. */
function digamma(x: number): number {
  if (x < SERIES_FROM) return digamma(x + 1) - 1 / x;
  return Math.log(x) - 1 / (2 * x) - 1 / (12 * x ** 2) + 1 / (120 * x ** 4) - 1 / (252 * x ** 6);
}

/** Abramowitz and Stegun 6.4.6 and 6.4.12. */
function trigamma(x: number): number {
  if (x < SERIES_FROM) return trigamma(x + 1) + 1 / x ** 2;
  return 1 / x + 1 / (2 * x ** 2) + 1 / (6 * x ** 3) - 1 / (30 * x ** 5) + 1 / (42 * x ** 7);
}

/** inverseTrigamma bisects: trigamma falls from infinity to 0. */
function inverseTrigamma(value: number): number {
  let [low, high] = [1e-6, 1e6];
  while (high / low > 1 + 1e-9) {
    const middle = Math.sqrt(low * high);
    if (trigamma(middle) > value) low = middle;
    else high = middle;
  }
  return low;
}
