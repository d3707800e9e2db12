/** Rate is how much load an open loop offers. */
export type Rate =
  /** Share of the throughput that the same connections reach in a closed loop, above 0 and at most 1. */
  | { readonly kind: 'share'; readonly share: number }
  /** In requests per second. */
  | { readonly kind: 'absolute'; readonly perSecond: number };

/** Objective is a latency objective: this percentile must stay below this limit. */
export interface Objective {
  /** One of the percentiles that a record holds: 50, 75, 90, 95, 99, 99.9. */
  readonly percentile: number;
  readonly limitMs: number;
}
