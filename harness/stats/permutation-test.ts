/** Exact tests that permute trials, for figures without a known distribution: counts that are often 0. */

/**
 * permutationTest returns the two-sided p-value of equal sides: the share of all ways to deal the figures out to sides
 * of these sizes in which the sums differ at least as much as they do.
 *
 * @param decimals to which figures are rounded; whole numbers keep the number of different sums small
 * @returns null if a side is empty
 */
export function permutationTest(
  base: readonly number[],
  head: readonly number[],
  decimals = 3,
): number | null {
  if (base.length === 0 || head.length === 0) return null;
  const whole = (value: number) => Math.round(value * 10 ** decimals);
  const figures = [...base, ...head].map(whole);
  const total = figures.reduce((sum, figure) => sum + figure, 0);
  const distance = (sumOfHead: number) =>
    Math.abs(sumOfHead / head.length - (total - sumOfHead) / base.length);
  const observed = distance(head.map(whole).reduce((sum, figure) => sum + figure, 0));
  let [extreme, all] = [0, 0];
  for (const [sum, ways] of sumsOfSubsets(figures, head.length)) {
    all += ways;
    // Quotients of equal sums differ in the last digit.
    if (distance(sum) >= observed * (1 - 1e-12)) extreme += ways;
  }
  return extreme / all;
}

/** leastPValue is the lowest p-value that the permutation test of sides of these sizes can have. */
export function leastPValue(base: number, head: number): number {
  let ways = 1;
  for (let count = 1; count <= head; count++) ways *= (base + count) / count;
  // Sides of one size mirror each other: exchanging them gives a difference as large.
  return (base === head ? 2 : 1) / ways;
}

/** sumsOfSubsets counts the subsets of a size by their sum. */
function sumsOfSubsets(figures: readonly number[], size: number): ReadonlyMap<number, number> {
  const ways = Array.from({ length: size + 1 }, () => new Map<number, number>());
  ways[0]?.set(0, 1);
  for (const figure of figures) {
    for (let count = size; count > 0; count--) {
      const [fewer, more] = [ways[count - 1], ways[count]];
      for (const [sum, number] of fewer ?? []) {
        more?.set(sum + figure, (more.get(sum + figure) ?? 0) + number);
      }
    }
  }
  return ways[size] ?? new Map();
}

/**
 * signTest returns a p-value of equal sides from pairs that stays valid however often it is checked. Without a
 * difference each sign of a pair is as probable as the other. The evidence against that is the likelihood of the signs,
 * averaged over every probability of one sign, over that of even chances; 1 / its maximum over looks is a p-value
 * (Ville's inequality). Pairs without a difference say nothing.
 *
 * @param differences of pairs, in the order of measurement
 */
export function signTest(differences: readonly number[]): number {
  let [higher, lower, logEvidence, most] = [0, 0, 0, 0];
  for (const difference of differences) {
    if (difference === 0) continue;
    const same = difference > 0 ? ++higher : ++lower;
    // The averaged likelihood of signs in this order is the beta function B(higher + 1, lower + 1).
    logEvidence += Math.log((2 * same) / (higher + lower + 1));
    most = Math.max(most, logEvidence);
  }
  return Math.exp(-most);
}

/** trialsToTest is the fewest trials per side with which the most extreme outcome is significant. */
export function trialsToTest(alpha: number): number {
  let trials = 1;
  while (leastPValue(trials, trials) > alpha) trials++;
  return trials;
}
