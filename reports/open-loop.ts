/** Whether a setup answers all that an open loop sends. */
import type { Measured } from './measured.ts';

/** Below this share of what was offered a setup falls behind, and not by the accident of a window's ends. */
const KEPT_UP = 0.98;

/** Requests per second, the most of any trial; 0 in a closed loop. */
export function offeredTo({ ok }: Measured): number {
  return Math.max(0, ...ok.map(({ load }) => load.offeredRate ?? 0));
}

/** Rates that are a share of what each setup reached differ by its trials' luck too. */
const ONE_RATE = 1.05;

/**
 * Whether latencies were measured under one and the same load: of setups that were each offered a share of their own
 * maximum they say nothing about which is better. True in a closed loop, and of a search, which is run for the rate.
 */
export function isOneRate(results: readonly Measured[]): boolean {
  const rates = results.filter(({ metric }) => !metric.isSought).map(offeredTo);
  return Math.max(...rates) <= ONE_RATE * Math.min(...rates);
}

/** True in a closed loop, which asks for no more than it gets. */
export function keepsUp(result: Measured): boolean {
  return result.figures.throughput.mean >= KEPT_UP * offeredTo(result);
}
