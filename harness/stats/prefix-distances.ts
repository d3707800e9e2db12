/**
 * The points of a series in an order that may be shuffled, and where it splits best.
 *
 * Sums of |x - y| within a prefix grow by each point's distances to those before it, which its rank and a Fenwick
 * tree (Software: Practice and Experience 24, 1994) of counts and sums give in O(log n). Distances of a point to all
 * others do not depend on the order: they give the sums across a split, and so those behind it.
 */
export class Prefixes {
  readonly #values: Float64Array;
  readonly #ranks: Uint32Array;
  /** Of each point to all others. */
  readonly #distances: Float64Array;
  readonly #total: number;
  readonly #order: Uint32Array;
  readonly #counts: Uint32Array;
  readonly #sums: Float64Array;

  constructor(values: readonly number[]) {
    const size = values.length;
    this.#values = Float64Array.from(values);
    this.#ranks = new Uint32Array(size);
    this.#distances = new Float64Array(size);
    this.#order = Uint32Array.from(values.keys());
    this.#counts = new Uint32Array(size + 1);
    this.#sums = new Float64Array(size + 1);
    const ascending = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
    const all = values.reduce((total, value) => total + value, 0);
    let below = 0;
    let total = 0;
    for (const [rank, index] of ascending.entries()) {
      const value = values[index] ?? 0;
      this.#ranks[index] = rank + 1;
      this.#distances[index] = value * rank - below + (all - below - value * (size - rank));
      total += value * rank - below;
      below += value;
    }
    this.#total = total;
  }

  /** Fisher-Yates. */
  shuffle(random: () => number): void {
    const order = this.#order;
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      const held = order[last] as number;
      order[last] = order[other] as number;
      order[other] = held;
    }
  }

  /**
   * The split that has the greatest Q = m n / (m + n) (2 mean|x - y| - mean|x - x'| - mean|y - y'|).
   *
   * @param leastSegment points on either side, at least
   */
  bestSplit(leastSegment: number): { index: number; statistic: number } {
    const size = this.#order.length;
    this.#counts.fill(0);
    this.#sums.fill(0);
    let best = { index: 0, statistic: Number.NEGATIVE_INFINITY };
    let [within, toAll, seen] = [0, 0, 0];
    for (let m = 1; m <= size - leastSegment; m++) {
      const point = this.#order[m - 1] as number;
      const value = this.#values[point] as number;
      within += this.#distanceToSeen(point, value, m - 1, seen);
      toAll += this.#distances[point] as number;
      seen += value;
      if (m < leastSegment) continue;
      const n = size - m;
      const across = toAll - 2 * within;
      const behind = this.#total - within - across;
      const spread = pairMean(within, m) + pairMean(behind, n);
      const statistic = ((m * n) / (m + n)) * ((2 * across) / (m * n) - spread);
      if (statistic > best.statistic) best = { index: m, statistic };
    }
    return best;
  }

  /** Sum of distances to the points seen so far, which the point then joins. */
  #distanceToSeen(point: number, value: number, count: number, sum: number): number {
    const [ranks, counts, sums] = [this.#ranks, this.#counts, this.#sums];
    const rank = ranks[point] as number;
    let lower = 0;
    let lowerSum = 0;
    for (let at = rank; at > 0; at -= at & -at) {
      lower += counts[at] as number;
      lowerSum += sums[at] as number;
    }
    for (let at = rank; at < counts.length; at += at & -at) {
      counts[at] = (counts[at] as number) + 1;
      sums[at] = (sums[at] as number) + value;
    }
    return value * (2 * lower - count) + sum - 2 * lowerSum;
  }
}

function pairMean(sum: number, count: number): number {
  return count < 2 ? 0 : sum / ((count * (count - 1)) / 2);
}
