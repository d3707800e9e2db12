import type { Diagnostic } from '../diagnostic.ts';

/** Of the window: from here on a connection ends so few requests in it that their number says little. */
const LATENCY_SHARE = 0.1;
/** Rounds that a window should hold. */
const ROUNDS = 20;

/** An open loop counts arrivals, which do not wait for the response before. */
export const shortWindow: Diagnostic = {
  code: 'short-window',
  find: ({ load: { mode, windowSeconds, latency, resolution } }) => {
    const meanSeconds = latency.mean / 1_000;
    if (mode.arrivals === 'open' || meanSeconds <= LATENCY_SHARE * windowSeconds) return null;
    const duration = Math.ceil(ROUNDS * meanSeconds);
    return {
      text: `a response takes a sizeable share of the window, which holds few rounds of them: ask for --duration ${duration} or more`,
      numbers: { meanMs: latency.mean, windowSeconds, resolution, duration },
    };
  },
};
