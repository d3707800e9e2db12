import { sum } from './summary.ts';

/**
 * apportioned divides a whole number by weights without losing any: each gets its share rounded down, and the rest
 * goes to the largest remainders, earlier ones first (Hamilton's method).
 *
 * @param total whole, 0 or more
 * @param weights 0 or more
 * @returns whole numbers whose sum is the total; all 0 if the weights are
 */
export function apportioned(total: number, weights: readonly number[]): number[] {
  const weight = sum(weights);
  if (weight === 0) return weights.map(() => 0);
  const exact = weights.map((each) => (total * each) / weight);
  const whole = exact.map(Math.floor);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, total - sum(whole))) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}
