/** A wrong command line or configuration; nothing was started. The message is one sentence that says what to change. */
export class UsageError extends Error {
  override readonly name: 'UsageError' = 'UsageError';
  /** Stays the same in every version. */
  readonly code: 'CLUSTER_BENCH_USAGE' = 'CLUSTER_BENCH_USAGE';
}
