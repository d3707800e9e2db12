/**
 * Milliseconds on the host's monotonic clock: the same for every process of the host, so that one pair of
 * instants bounds the window for the load, the app and the harness alike.
 */
export function monotonicMs(): number {
  return performance.now() + OFFSET_MS;
}

// `performance.now` counts from the process's start, `hrtime` from the host's; both read the same clock.
const OFFSET_MS = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** The measured window, on the monotonic clock. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Calls back at an instant of the monotonic clock, or as soon after it as the event loop allows. */
export function at(instantMs: number, callback: () => void): NodeJS.Timeout {
  return setTimeout(callback, Math.max(0, instantMs - monotonicMs()));
}
