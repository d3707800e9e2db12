/** Messages between a cluster's primary and the process that started it. */

/** The environment variable with the primary's orders, in JSON. */
export const CLUSTER_ORDERS = 'CLUSTER_BENCH_INTERNAL_CLUSTER';

export interface ClusterOrders {
  readonly script: string;
  readonly args: readonly string[];
  /** Arguments of the Node that runs each worker. */
  readonly nodeArgs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Address that the app must listen on. */
  readonly host: string;
  readonly port: number;
  readonly workers: number;
  /** Whether the primary accepts connections and hands them out in turn. */
  readonly isRoundRobin: boolean;
  /** Whether each worker has a socket of its own. */
  readonly reusePort: boolean;
  /** Whether the primary accepts connections and picks a worker by the client's address. */
  readonly isSticky: boolean;
  /** How long a worker's event loop may be silent before the worker is replaced; null for any time. */
  readonly watchdogMs: number | null;
  /** Memory at which a worker is replaced; null for any. */
  readonly memoryLimitBytes: number | null;
  /** Whether replacements of crashed workers are delayed, and end after too many crashes. */
  readonly backoff: boolean;
}

/** LostWorker reports a worker that ended by itself. */
export interface LostWorker {
  readonly type: 'cluster-bench:lost';
  readonly instance: number;
  readonly pid: number;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether the primary has given up because of too many crashes. */
  readonly givenUp: boolean;
}

/** RestartReport ends a rolling restart. */
export type RestartReport =
  | {
      readonly type: 'cluster-bench:restarted';
      readonly oldPids: readonly number[];
      readonly newPids: readonly number[];
      /** How many old workers did not end in time. */
      readonly killed: number;
    }
  | { readonly type: 'cluster-bench:restart-failed'; readonly reason: string };

export function isLostWorker(message: unknown): message is LostWorker {
  return typeOf(message) === 'cluster-bench:lost';
}

export function isRestartReport(message: unknown): message is RestartReport {
  const type = typeOf(message);
  return type === 'cluster-bench:restarted' || type === 'cluster-bench:restart-failed';
}

function typeOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined;
}
