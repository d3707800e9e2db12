/** When the requests of an open loop are due: instants that depend on no response. */
import type { PaceShare } from '../driver.ts';

/** An endless series of instants, read one after the other. */
export interface Schedule {
  /** The next instant, on the monotonic clock; the same until `advance`. */
  readonly nextMs: number;
  advance(): void;
}

/**
 * `fixed`: one every 1 / rate. `poisson`: independent arrivals, as those of many users who know nothing of each
 * other: gaps of -ln(U) / rate (inverse of the exponential distribution).
 *
 * Instants of `fixed` are multiples, never sums: they do not drift however long it runs.
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
