/**
 * Latencies of one second, in whole microseconds and logarithmic buckets, 16 for each doubling, so that a bucket's
 * middle is at most 3.2% off.
 * Load processes hand over the counts, because percentiles of parts cannot be merged.
 */

/** Counts by bucket: those that are not zero. */
export type BucketCounts = Readonly<Record<number, number>>;

const PER_DOUBLING = 16;
const LONGEST_MICROSECONDS = 2 ** 31 - 1;
/** Buckets up to the longest latency. */
const BUCKETS = 448;

/** SecondLatencies counts latencies in the load process: finding a bucket takes a few nanoseconds. */
export class SecondLatencies {
  /** Made with the first latency: a window may have a day of seconds. */
  #counts: Uint32Array | undefined;

  record(latencyMs: number): void {
    const bucket = bucketOf(Math.min(LONGEST_MICROSECONDS, Math.max(0, Math.round(latencyMs * 1_000))));
    this.#counts ??= new Uint32Array(BUCKETS);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
  }

  /** Returns everything that was counted here and by others. */
  counts(others: readonly SecondLatencies[] = []): BucketCounts {
    const all = new Uint32Array(BUCKETS);
    for (const one of [this, ...others]) {
      one.#counts?.forEach((count, bucket) => {
        all[bucket] = (all[bucket] ?? 0) + count;
      });
    }
    return Object.fromEntries([...all.entries()].filter(([, count]) => count > 0));
  }
}

/** Below 16 µs a bucket is one microsecond. */
function bucketOf(microseconds: number): number {
  if (microseconds < PER_DOUBLING) return microseconds;
  const exponent = 31 - Math.clz32(microseconds);
  return (exponent - 4) * PER_DOUBLING + (microseconds >>> (exponent - 4));
}

/** Middle of a bucket, in milliseconds. */
function middleMs(bucket: number): number {
  if (bucket < PER_DOUBLING) return bucket / 1_000;
  const exponent = Math.floor(bucket / PER_DOUBLING) - 1;
  const place = bucket - exponent * PER_DOUBLING;
  return ((place + 0.5) * 2 ** exponent) / 1_000;
}

/**
 * percentileOfBuckets returns a percentile of the latencies that several processes counted, in milliseconds.
 *
 * @param percent above 0, up to 100
 * @returns null if nothing was counted
 */
export function percentileOfBuckets(parts: readonly BucketCounts[], percent: number): number | null {
  const counts = new Map<number, number>();
  for (const part of parts) {
    for (const [bucket, count] of Object.entries(part)) {
      counts.set(Number(bucket), (counts.get(Number(bucket)) ?? 0) + count);
    }
  }
  const buckets = [...counts].sort(([one], [other]) => one - other);
  let left = (percent / 100) * buckets.reduce((sum, [, count]) => sum + count, 0);
  for (const [bucket, count] of buckets) {
    left -= count;
    // A hair of tolerance: 0.99 x 100 is a little more than 99.
    if (left <= 1e-9) return middleMs(bucket);
  }
  return null;
}
