import type { Limit } from '../records/run.ts';

/** From this share of its lowest limit on, a throughput is set by the limit, not by the variant. */
export const BINDING = 0.9;

export interface LowestLimit extends Limit {
  /** Share of the limit that was reached, as a ratio. */
  readonly share: number;
  readonly binds: boolean;
}

/**
 * lowestLimit is the lowest limit, and how close a throughput came to it. The share is compared in whole percent, as
 * a reader sees it: of two variants that show 90%, both are at their limit. The offered rate is left out, because
 * reaching it is the goal.
 *
 * @param limits requests per second, the lowest one first
 * @param reached requests per second
 * @returns null without a limit
 */
export function lowestLimit(limits: readonly Limit[], reached: number): LowestLimit | null {
  const lowest = limits.find(({ setBy }) => setBy !== 'rate');
  if (lowest === undefined) return null;
  const share = reached / lowest.limit;
  return { ...lowest, share, binds: Math.round(share * 100) >= BINDING * 100 };
}
