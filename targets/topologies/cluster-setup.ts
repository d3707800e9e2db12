/** The part of a cluster's primary that every primary of ours has: its orders, and how it forks. */
import cluster, { type Worker } from 'node:cluster';
import { appArguments, appEnvironment, preloadModule } from '../app-environment.ts';
import { StickyBalancer } from '../sticky/balancer.ts';
import {
  CLUSTER_ORDERS,
  type ClusterOrders,
  type LostWorker,
  type RestartReport,
} from './cluster-messages.ts';

export const orders: ClusterOrders = JSON.parse(process.env[CLUSTER_ORDERS] ?? '');

const balancer = orders.isSticky ? new StickyBalancer() : null;

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
  const { host, port, reusePort, env } = orders;
  const environment = appEnvironment(env, { host, port, instance, reusePort }, [preloadModule, ...modules]);
  const worker = cluster.fork({ ...environment, ...balancer?.env });
  balancer?.add(worker, instance);
  return worker;
}

/** acceptNoMore makes a primary that accepts connections itself stop doing so. */
export function acceptNoMore(): void {
  balancer?.close();
}

/** report sends a message to the harness, if it is still there. */
export function report(message: LostWorker | RestartReport): void {
  process.send?.(message, undefined, undefined, () => {});
}
