import type { Bound } from '../records/run.ts';

/** From this share of its lowest bound on, the bound makes a throughput, and not the setup. */
export const BINDING = 0.9;

export interface Limit extends Bound {
  /** Of it that was reached, as a ratio. */
  readonly share: number;
  readonly binds: boolean;
}

/**
 * The lowest bound, and how close a throughput came to it, in whole percent as a reader sees it: of two that say 90 %
 * both are bound. The offered rate is left out, for it is there to be met.
 *
 * @param bounds requests per second, the lowest one first
 * @param reached requests per second
 * @returns null without any bound
 */
export function lowestLimit(bounds: readonly Bound[], reached: number): Limit | null {
  const lowest = bounds.find(({ setBy }) => setBy !== 'rate');
  if (lowest === undefined) return null;
  const share = reached / lowest.limit;
  return { ...lowest, share, binds: Math.round(share * 100) >= BINDING * 100 };
}
