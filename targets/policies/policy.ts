import type { Member } from '../member.ts';

interface Skew {
  /** Coefficient of variation of requests over workers from which on the policy alone does not explain it. */
  readonly mostVariation: number;
  /** What a reader must know of larger ones; null where they are a fault. */
  readonly reason: string | null;
}

/** Who hands a connection to a worker of a cluster. */
export interface Policy extends Member {
  /** Whether the primary accepts connections and hands them out in turn; else workers accept for themselves. */
  readonly isRoundRobin: boolean;
  /** Whether each worker listens with `reusePort`. */
  readonly reusePort: boolean;
  /** How unevenly it hands out connections by itself. */
  readonly skew: Skew;
  /** The policy that a report holds it against; null for none. */
  readonly comparedWith: string | null;
  /** Of its clusters in charts. */
  readonly colour: string;
}
