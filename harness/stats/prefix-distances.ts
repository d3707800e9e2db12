/**
 * Prefixes holds the points of a series in an order that can be shuffled, and finds their best split.
 *
 * Sums of |x - y| within a prefix grow by each point's distances to those before it. The point's rank and a Fenwick
 * tree (Software: Practice and Experience 24, 1994) of counts and sums give these in O(log n). A point's distances to
 * all others do not depend on the order: they give the sums across a split, and so those after it.
 */
export class Prefixes {
  /** Values by rank, from 0. Points are referred to by rank. */
  readonly #values: Float64Array;
  /** Distances of each point to all others. */
  readonly #distances: Float64Array;
  readonly #total: number;
  readonly #order: Int32Array;
  /** A count and a sum per node; the first node is unused. */
  readonly #tree: Float64Array;
  /** Weights in Q of a distance within the first m points, and after them. */
  readonly #within: Float64Array;
  readonly #behind: Float64Array;

  constructor(values: readonly number[]) {
    const size = values.length;
    const ascending = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
    this.#values = Float64Array.from(ascending, (index) => values[index] ?? 0);
    this.#distances = new Float64Array(size);
    this.#order = new Int32Array(size);
    this.#tree = new Float64Array(2 * size + 2);
    const all = values.reduce((total, value) => total + value, 0);
    let below = 0;
    let total = 0;
    for (const [rank, value] of this.#values.entries()) {
      this.#order[ascending[rank] as number] = rank;
      this.#distances[rank] = value * rank - below + (all - below - value * (size - rank));
      total += value * rank - below;
      below += value;
    }
    this.#total = total;
    this.#within = Float64Array.from({ length: size }, (_, m) => weight(m, size - m));
    this.#behind = Float64Array.from({ length: size }, (_, m) => weight(size - m, m));
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
   * bestSplit returns the split with the greatest Q = m n / (m + n) (2 mean|x - y| - mean|x - x'| - mean|y - y'|).
   *
   * @param leastSegment fewest points on either side
   */
  bestSplit(leastSegment: number): { index: number; statistic: number } {
    const [values, distances, order] = [this.#values, this.#distances, this.#order];
    const [weightsWithin, weightsBehind] = [this.#within, this.#behind];
    const size = order.length;
    const weightAcross = 2 / size;
    let index = 0;
    let statistic = Number.NEGATIVE_INFINITY;
    let [within, toAll, seen] = [0, 0, 0];
    this.#tree.fill(0);
    for (let m = 1; m <= size - leastSegment; m++) {
      const rank = order[m - 1] as number;
      const value = values[rank] as number;
      within += this.#distanceToSeen(rank, value, m - 1, seen);
      toAll += distances[rank] as number;
      seen += value;
      if (m < leastSegment) continue;
      const across = toAll - 2 * within;
      const behind = this.#total - within - across;
      const q =
        weightAcross * across - (weightsWithin[m] as number) * within - (weightsBehind[m] as number) * behind;
      if (q > statistic) {
        index = m;
        statistic = q;
      }
    }
    return { index, statistic };
  }

  /** distanceToSeen is the sum of distances to the points seen so far. The point then joins them. */
  #distanceToSeen(rank: number, value: number, count: number, sum: number): number {
    const tree = this.#tree;
    const leaf = 2 * (rank + 1);
    let lower = 0;
    let lowerSum = 0;
    for (let at = leaf; at > 0; at -= at & -at) {
      lower += tree[at] as number;
      lowerSum += tree[at + 1] as number;
    }
    for (let at = leaf; at < tree.length; at += at & -at) {
      tree[at] = (tree[at] as number) + 1;
      tree[at + 1] = (tree[at + 1] as number) + value;
    }
    return value * (2 * lower - count) + sum - 2 * lowerSum;
  }
}

/** weight is that of one distance in Q, among `own` points, with `others` on the other side. */
function weight(own: number, others: number): number {
  return own < 2 ? 0 : (2 * others) / ((own + others) * (own - 1));
}
