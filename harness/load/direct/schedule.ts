/** The instants at which requests of an open loop are due. They do not depend on any response. */
import type { PaceShare } from '../load-client.ts';

/** Schedule is an endless series of instants, read one after the other. */
export interface Schedule {
  /** The next instant, on the monotonic clock. It stays the same until `advance`. */
  readonly nextMs: number;
  advance(): void;
}

/**
 * schedule makes the instants of an open loop.
 *
 * `fixed` has one every 1 / rate. They are multiples, never sums, so they do not drift however long it runs.
 * `poisson` has independent arrivals, as from many users who do not know of each other: gaps of -ln(U) / rate
 * (inverse of the exponential distribution).
 *
 * @param random uniform in [0, 1)
 */
export function schedule(
  { arrivals, rate, fromMs, phase }: Pick<PaceShare, 'arrivals' | 'rate' | 'fromMs' | 'phase'>,
  random: () => number,
): Schedule {
  const gapMs = 1_000 / rate;
  let count = 0;
  let nextMs = fromMs + (arrivals === 'fixed' ? gapMs * phase : poissonGap());
  const firstMs = nextMs;
  function poissonGap(): number {
    return -Math.log(1 - random()) * gapMs;
  }
  return {
    get nextMs() {
      return nextMs;
    },
    advance: () => {
      count++;
      nextMs = arrivals === 'fixed' ? firstMs + count * gapMs : nextMs + poissonGap();
    },
  };
}
