/** How much load an open loop offers. */
export type Rate =
  /** Of the throughput that the same connections reach in a closed loop, above 0 and at most 1. */
  | { readonly kind: 'share'; readonly share: number }
  /** Requests per second. */
  | { readonly kind: 'absolute'; readonly perSecond: number };

/** What a service must keep: this percentile of the latencies below this limit. */
export interface Objective {
  /** One of those that a record holds: 50, 75, 90, 95, 99, 99.9. */
  readonly percentile: number;
  readonly limitMs: number;
}
