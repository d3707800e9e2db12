import type { Member } from '../member.ts';

interface Skew {
  /** Largest coefficient of variation of requests over workers that the policy alone explains. */
  readonly mostVariation: number;
  /** Explanation of a larger variation for the reader; null if it indicates a problem. */
  readonly reason: string | null;
}

/** Policy decides which worker of a cluster gets a connection. */
export interface Policy extends Member {
  /** Whether the primary accepts connections and hands them out in turn. Otherwise workers accept for themselves. */
  readonly isRoundRobin: boolean;
  /** Whether each worker listens with `reusePort`. */
  readonly reusePort: boolean;
  /** Whether the primary accepts connections and hands those of one client address to one worker. */
  readonly isSticky: boolean;
  /** How unevenly the policy itself distributes connections. */
  readonly skew: Skew;
  /** The policy that a report compares it with; null for none. */
  readonly comparedWith: string | null;
  /** Colour of its clusters in charts. */
  readonly colour: string;
}
