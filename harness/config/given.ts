/** A value as the user gave it, not yet understood. */
export interface Given {
  /** One text a repetition, or a text an element of an array in a file. */
  readonly texts: readonly string[];
  /** Names the value in a sentence: `--workers`, `CLUSTER_BENCH_WORKERS`, `"workers" in app.json`. */
  readonly origin: string;
  /** Where relative paths begin: the folder of the configuration file, or the working directory. */
  readonly folder: string;
}
