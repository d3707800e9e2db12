/** RecordError is an error in a file of records. Its message is a sentence for the user. */
export class RecordError extends Error {
  override readonly name: 'RecordError' = 'RecordError';
  /** Stays the same in every version. */
  readonly code: 'CLUSTER_BENCH_RECORD' = 'CLUSTER_BENCH_RECORD';
}
