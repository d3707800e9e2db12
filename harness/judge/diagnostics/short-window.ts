import type { Diagnostic } from '../diagnostic.ts';

/** Share of the window: a connection completes at most ten requests of this length, too few to measure. */
const LATENCY_SHARE = 0.1;
/** Rounds of requests that a window should hold. */
const ROUNDS = 20;

/** An open loop is exempt: it counts arrivals, which do not wait for the previous response. */
export const shortWindow: Diagnostic = {
  code: 'short-window',
  find: ({ load: { mode, windowSeconds, latency, resolution } }) => {
    const meanSeconds = latency.mean / 1_000;
    if (mode.arrivals === 'open' || meanSeconds <= LATENCY_SHARE * windowSeconds) return null;
    const rounds = Math.max(1, Math.round(windowSeconds / meanSeconds));
    const duration = Math.ceil(ROUNDS * meanSeconds);
    return {
      text: `a connection completes about ${rounds === 1 ? '1 request' : `${rounds} requests`} in the window, too few for an exact throughput: use --duration ${duration} or more`,
      numbers: { meanMs: latency.mean, windowSeconds, resolution, duration },
    };
  },
};
