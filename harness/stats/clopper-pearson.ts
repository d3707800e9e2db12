/**
 * highestShare is the upper bound, exact by Clopper and Pearson, of the probability of something that happened in `seen`
 * of `count` cases: with a higher probability, so few cases would have a chance below 1 - confidence.
 *
 * @param confidence one-sided
 */
export function highestShare(seen: number, count: number, confidence = 0.95): number {
  if (count === 0 || seen >= count) return 1;
  let [low, high] = [0, 1];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (atMost(seen, count, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
}

/** atMost is the probability of `seen` or fewer of `count` cases that each have probability `share`. */
function atMost(seen: number, count: number, share: number): number {
  let term = (1 - share) ** count;
  let total = term;
  for (let cases = 1; cases <= seen; cases++) {
    term *= ((count - cases + 1) / cases) * (share / (1 - share));
    total += term;
  }
  return total;
}
