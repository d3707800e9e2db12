/** What the primary of a cluster is told, and what it says to the process that started it. */

/** The primary's orders, as JSON in its environment. */
export const CLUSTER_ORDERS = 'CLUSTER_BENCH_INTERNAL_CLUSTER';

export interface ClusterOrders {
  readonly script: string;
  readonly args: readonly string[];
  /** Of the Node that runs each worker. */
  readonly nodeArgs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  readonly workers: number;
  /** Whether the primary accepts connections and hands them out in turn. */
  readonly isRoundRobin: boolean;
  /** Whether each worker has a socket of its own. */
  readonly reusePort: boolean;
}

/** A worker ended unasked; it is being replaced, unless the primary has given up. */
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
