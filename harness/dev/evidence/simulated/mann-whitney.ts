import { studentTUpperTail } from '../../../stats/student-t.ts';

export interface MannWhitney {
  /** Pairs in which the value of the first sample is greater; a tie counts half. */
  readonly u: number;
  /** Two-sided p-value. */
  readonly pValue: number;
}

/** Above this product of sizes the normal approximation is accurate to the third digit. */
const EXACT_UP_TO = 10_000;

/**
 * mannWhitney is the test of Mann and Whitney (Annals of Mathematical Statistics 18, 1947).
 *
 * It is exact without ties. With them, or for large samples, it uses the normal approximation with corrections for
 * ties and continuity. Two samples of n have no p below 2 / C(2n, n): with 4 per side .0286, with 5 .0079.
 *
 * @returns null if either sample is empty
 */
export function mannWhitney(first: readonly number[], second: readonly number[]): MannWhitney | null {
  if (first.length === 0 || second.length === 0) return null;
  let u = 0;
  for (const a of first) for (const b of second) u += a > b ? 1 : a === b ? 0.5 : 0;
  const tied = tieSizes([...first, ...second]);
  const exact = tied.length === 0 && first.length * second.length <= EXACT_UP_TO;
  return {
    u,
    pValue: exact ? exactP(u, first.length, second.length) : normalP(u, first.length, second.length, tied),
  };
}

/** Cache by sizes, because simulations ask repeatedly. */
const known = new Map<string, Float64Array>();

function exactP(u: number, n: number, m: number): number {
  const ways = known.get(`${n} ${m}`) ?? waysToReach(n, m);
  known.set(`${n} ${m}`, ways);
  const least = Math.min(u, n * m - u);
  let [below, all] = [0, 0];
  for (const [value, count] of ways.entries()) {
    all += count;
    if (value <= least) below += count;
  }
  return Math.min(1, (2 * below) / all);
}

/**
 * waysToReach counts the orders of n + m values that give each U: coefficients of the Gaussian binomial, prod (1 -
 * q^(m+i)) / (1 - q^i).
 */
function waysToReach(n: number, m: number): Float64Array {
  const ways = new Float64Array(n * m + 1);
  ways[0] = 1;
  const at = (index: number) => ways[index] ?? 0;
  for (let i = 1; i <= n; i++) {
    for (let u = n * m; u >= m + i; u--) ways[u] = at(u) - at(u - m - i);
    for (let u = i; u <= n * m; u++) ways[u] = at(u) + at(u - i);
  }
  return ways;
}

function normalP(u: number, n: number, m: number, tied: readonly number[]): number {
  const all = n + m;
  const ties = tied.reduce((total, size) => total + size ** 3 - size, 0);
  const variance = ((n * m) / 12) * (all + 1 - ties / (all * (all - 1)));
  if (!(variance > 0)) return 1;
  const distance = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5);
  return 2 * studentTUpperTail(distance / Math.sqrt(variance), Number.POSITIVE_INFINITY);
}

/** tieSizes counts the values that share each repeated value. */
function tieSizes(values: readonly number[]): number[] {
  const sizes = new Map<number, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes.values()].filter((size) => size > 1);
}
