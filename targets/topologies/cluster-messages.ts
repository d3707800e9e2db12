/** Messages between a cluster's primary and the process that started it. */

/** The environment variable with the primary's orders, in JSON. */
export const CLUSTER_ORDERS = 'CLUSTER_BENCH_INTERNAL_CLUSTER';

export interface ClusterOrders {
  readonly script: string;
  readonly args: readonly string[];
  /** Arguments of the Node that runs each worker. */
  readonly nodeArgs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  readonly workers: number;
  /** Whether the primary accepts connections and hands them out in turn. */
  readonly isRoundRobin: boolean;
  /** Whether each worker has a socket of its own. */
  readonly reusePort: boolean;
  /** Whether the primary accepts connections and picks a worker by the client's address. */
  readonly isSticky: boolean;
}

/** LostWorker reports a worker that ended by itself. It is being replaced, unless the primary has given up. */
export interface LostWorker {
  readonly type: 'cluster-bench:lost';
  readonly instance: number;
  readonly pid: number;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly givenUp: boolean;
}

export function isLostWorker(message: unknown): message is LostWorker {
  return (message as Partial<LostWorker> | null)?.type === 'cluster-bench:lost';
}
