/**
 * How a process of an app announces that it listens. Preloaded code imports this file, so it must have no side
 * effects.
 */

/** Set in the environment of a process that listens with `reusePort`. */
export const REUSE_PORT = 'CLUSTER_BENCH_INTERNAL_REUSE_PORT';

/**
 * Set in the environment to the address on which a server listens that names none. HOST alone does not do: a script
 * such as `HOST=0.0.0.0 node server.js` changes it.
 */
export const LISTEN_ON = 'CLUSTER_BENCH_INTERNAL_LISTEN_ON';

/**
 * A channel of `diagnostics_channel` on which the preload publishes every TCP server of the process that listens. The
 * agent in the same process reports it to the harness.
 */
export const LISTENING_CHANNEL = 'cluster-bench:listening';

export interface ListeningServer {
  readonly server: object;
  readonly address: string;
  readonly port: number;
  /** The port in PORT when the process started. */
  readonly expectedPort: number;
}

/** Sent to its primary by a worker that listens with `reusePort`, of which node:cluster tells the primary nothing. */
export const LISTENING_MESSAGE = 'cluster-bench:listening';
