/** How a process of an app says that it listens. Preloaded code imports this file: it runs nothing when loaded. */

/** Set in the environment of a process that listens with `reusePort`. */
export const REUSE_PORT = 'CLUSTER_BENCH_INTERNAL_REUSE_PORT';

/** Pid of the process that wants to hear where the app listens, in its environment. */
export const ANNOUNCE_TO = 'CLUSTER_BENCH_INTERNAL_ANNOUNCE_TO';

/** A message on the IPC channel to the parent. */
export interface Listening {
  readonly type: 'cluster-bench:listening';
  readonly address: string;
  readonly port: number;
}

export function isListening(message: unknown): message is Listening {
  return (message as Partial<Listening> | null)?.type === 'cluster-bench:listening';
}

/** A channel of `diagnostics_channel`: every server of the process that listens on TCP is published on it. */
export const LISTENING_CHANNEL = 'cluster-bench:listening';

export interface ListeningServer {
  readonly server: object;
  readonly address: string;
  readonly port: number;
  /** Where it was told to listen: PORT as it was when the process started. */
  readonly wanted: number;
}
