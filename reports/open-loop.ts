/** Whether a variant keeps up with the rate that an open loop offers. */
import type { LoadFigures } from '../harness/records/run.ts';
import { endedSoon } from '../harness/stats/ended-soon.ts';
import { likelyLeast } from '../harness/stats/shortfall.ts';
import { mean, sum } from '../harness/stats/summary.ts';
import type { Measured } from './measured.ts';
import { isScripted } from './offered.ts';

/** A variant in which a smaller share of the offered requests ends falls behind. The window's ends explain no more than that. */
const KEPT_UP = 0.98;

/** Requests per second, or iterations of a script, the most of any trial; 0 in a closed loop. */
export function offeredTo({ ok }: Measured): number {
  return Math.max(0, ...ok.map(({ load }) => load.offeredRate ?? 0));
}

/** Rates that are a share of each variant's own maximum differ by the luck of trials too. */
const ONE_RATE = 1.05;

/**
 * Whether latencies were measured under the same load. Latencies of variants that were each offered a share of their own
 * maximum say nothing about which is better. True in a closed loop, and for a search, which looks for the rate.
 */
export function isOneRate(results: readonly Measured[]): boolean {
  const rates = results.filter(({ metric }) => !metric.isSought).map(offeredTo);
  return Math.max(...rates) <= ONE_RATE * Math.min(...rates);
}

/**
 * Whether requests, or iterations of a script, ended as fast as they were offered, so that no queue grew. True in a closed loop, which never offers
 * more than it gets.
 */
export function keepsUp(result: Measured): boolean {
  // Requests lost to an event do not show a lack of capacity.
  if (result.ok.some(({ events }) => events.length > 0)) return true;
  const loads = result.ok.map(({ load }) => load);
  if (isScripted(loads)) return iterationsKeepUp(loads);
  const ended = mean(loads.map((load) => endedSoon(load) / load.windowSeconds));
  return ended >= KEPT_UP * offeredTo(result);
}

/** Iterations are few and long: chance decides how many of them end within a window. */
function iterationsKeepUp(loads: readonly LoadFigures[]): boolean {
  const due = sum(loads.map(({ offeredRate, windowSeconds }) => (offeredRate ?? 0) * windowSeconds));
  const ended = sum(loads.map(({ iterations }) => (iterations?.completed ?? 0) + (iterations?.failed ?? 0)));
  return ended >= KEPT_UP * likelyLeast(due);
}
