/** The part of a cluster's primary that every primary of ours has: its orders, and how it forks. */
import cluster, { type Worker } from 'node:cluster';
import { appArguments, appEnvironment, preloadModule } from '../app-environment.ts';
import {
  CLUSTER_ORDERS,
  type ClusterOrders,
  type LostWorker,
  type RestartReport,
} from './cluster-messages.ts';

export const orders: ClusterOrders = JSON.parse(process.env[CLUSTER_ORDERS] ?? '');

/** setupCluster says what a worker runs, and who hands it its connections. */
export function setupCluster(): void {
  // The policy is fixed at the first fork. It does not matter with `reusePort`, since workers then listen for
  // themselves.
  cluster.schedulingPolicy = orders.isRoundRobin ? cluster.SCHED_RR : cluster.SCHED_NONE;
  cluster.setupPrimary({
    exec: orders.script,
    args: appArguments(orders.args, orders.port),
    execArgv: [...orders.nodeArgs],
  });
}

/** forkWorker forks the worker of an instance. @param modules preloaded in addition to ours */
export function forkWorker(instance: number, modules: readonly string[] = []): Worker {
  const { port, reusePort, env } = orders;
  return cluster.fork(appEnvironment(env, { port, instance, reusePort }, [preloadModule, ...modules]));
}

/** report sends a message to the harness, if it is still there. */
export function report(message: LostWorker | RestartReport): void {
  process.send?.(message, undefined, undefined, () => {});
}
