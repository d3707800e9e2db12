/**
 * Finds where a series changes its level: E-divisive (Matteson and James, JASA 109, 2014), and the range of that
 * place.
 */
import { Prefixes } from './prefix-distances.ts';
import { mean, sum } from './summary.ts';

export interface ChangePoint {
  /** Index of the first point of the new level, from 0. */
  readonly index: number;
  /** Q of the best split: the energy distance of both sides, scaled by their sizes. */
  readonly statistic: number;
  /**
   * Share of permutations, the series itself included, whose best split is as good, or an upper limit of that share.
   */
  readonly pValue: number;
}

export interface ChangePointOptions {
  /** A split is kept up to this p-value; 0.01 by default. */
  readonly significance?: number;
  /** Most permutations of each part; 199 by default. The smallest possible p is 1 / (permutations + 1). */
  readonly permutations?: number;
  /** Fewest points of a level; 3 by default. */
  readonly leastSegment?: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/**
 * changePoints returns the change points in order of their place.
 *
 * The series is split where Q is greatest, if permutations of its points seldom reach that, and then both parts in
 * the same way. As in Daly et al. (ICPE 2020), each split divides a whole part in two. A part without a change needs
 * few permutations, because they stop once they rule it out.
 *
 * @param series finite values, oldest first
 */
export function changePoints(series: readonly number[], options: ChangePointOptions): ChangePoint[] {
  const { leastSegment = 3 } = options;
  const found: ChangePoint[] = [];
  const parts: [number, number][] = [[0, series.length]];
  for (let part = parts.pop(); part; part = parts.pop()) {
    const [start, end] = part;
    const split = significantSplit(series.slice(start, end), leastSegment, options);
    if (split === null) continue;
    const index = start + split.index;
    found.push({ ...split, index });
    parts.push([start, index], [index, end]);
  }
  return found.sort((a, b) => a.index - b.index);
}

function significantSplit(
  values: readonly number[],
  leastSegment: number,
  { significance = 0.01, permutations = 199, random }: ChangePointOptions,
): ChangePoint | null {
  if (values.length < 2 * leastSegment) return null;
  const prefixes = new Prefixes(values);
  const best = prefixes.bestSplit(leastSegment);
  if (!(best.statistic > 0)) return null;
  const bound = permutationBound(best.statistic, values);
  if (bound <= significance) return { ...best, pValue: bound };
  const mayReach = Math.floor(significance * (permutations + 1)) - 1;
  let reached = 0;
  for (let permutation = 0; permutation < permutations; permutation++) {
    prefixes.shuffle(random);
    if (prefixes.bestSplit(leastSegment).statistic >= best.statistic * (1 - 1e-9)) reached++;
    if (reached > mayReach) return null;
  }
  return { ...best, pValue: (1 + reached) / (1 + permutations) };
}

/**
 * permutationBound is an upper limit of the share of all orders whose best split reaches Q. If it is small, no
 * permutation needs to be tried.
 *
 * Q of m points before n is at most 2 m n / N times the integral of (F - G)², with F and G the distributions on
 * either side, and so at most 2 m n / N D² R, with D their greatest distance and R the range of the values. In a
 * random order D at one value is as large in at most 2 exp(-2 D² m n / N · k / (k + 1)) of all, with k the larger of
 * m and n (Serfling, Annals of Statistics 2, 1974, on sampling without replacement). There are fewer than N values,
 * and fewer than N splits.
 */
function permutationBound(statistic: number, values: readonly number[]): number {
  const size = values.length;
  const range = Math.max(...values) - Math.min(...values);
  return Math.min(1, 2 * size ** 2 * Math.exp((-statistic / range) * (size / (size + 2))));
}

/** 2 ln of the likelihood ratio below which the places of an abrupt change stay in 95 of 100 series. */
const CRITICAL = 7.352;

export interface ChangeRange {
  /** Possible indexes of the first point of the new level. */
  readonly earliest: number;
  readonly latest: number;
}

/**
 * changeRange is the 95% range of the place of the one change in a series of normal spread, by the likelihood ratio
 * of each place to the best one, whose distribution is (1 - exp(-x / 2))² (Yao, Annals of Statistics 15, 1987; Eo and
 * Morley, Quantitative Economics 6, 2015).
 *
 * @param series finite values, all of the old level before those of the new one
 * @param index of the first point of the new level as it was found; always within the range
 */
export function changeRange(series: readonly number[], index: number): ChangeRange {
  const size = series.length;
  const all = mean(series);
  const centred = series.map((value) => value - all);
  const total = sum(centred.map((value) => value ** 2));
  let before = 0;
  const squares = centred.slice(0, -1).map((value, at) => {
    before += value;
    return Math.max(0, total - (before ** 2 * size) / ((at + 1) * (size - at - 1)));
  });
  const least = Math.min(...squares);
  const limit = least + (CRITICAL * least) / Math.max(1, size - 2);
  const good = squares.flatMap((one, at) => (one <= limit ? at + 1 : []));
  return { earliest: Math.min(index, ...good), latest: Math.max(index, ...good) };
}
