/** Whether a setup answers all that an open loop sends. */
import type { Measured } from './comparison.ts';

/** Below this share of what was offered a setup falls behind, and not by the accident of a window's ends. */
const KEPT_UP = 0.98;

/** Requests per second, the most of any trial; 0 in a closed loop. */
export function offeredTo({ ok }: Measured): number {
  return Math.max(0, ...ok.map(({ load }) => load.offeredRate ?? 0));
}

/** True in a closed loop, which asks for no more than it gets. */
export function keepsUp(result: Measured): boolean {
  return result.figures.throughput.mean >= KEPT_UP * offeredTo(result);
}
