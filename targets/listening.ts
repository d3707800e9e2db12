/** How a process of an app says that it listens. Preloaded code imports this file: it runs nothing when loaded. */

/** Set in the environment of a process that listens with `reusePort`. */
export const REUSE_PORT = 'CLUSTER_BENCH_INTERNAL_REUSE_PORT';

/**
 * A channel of `diagnostics_channel`: every server of the process that listens on TCP is published on it. The agent in the
 * same process hands it on to the harness, whoever started the process.
 */
export const LISTENING_CHANNEL = 'cluster-bench:listening';

export interface ListeningServer {
  readonly server: object;
  readonly address: string;
  readonly port: number;
  /** Where it was told to listen: PORT as it was when the process started. */
  readonly expectedPort: number;
}
