/**
 * The program of a production cluster's primary. It forks the workers, replaces crashed ones with back-off until
 * there are too many crashes, and drains on SIGTERM. Workers announce themselves when they listen.
 */
import cluster, { type Worker } from 'node:cluster';
import { appArguments, appEnvironment, preloadModule } from '../app-environment.ts';
import { StickyBalancer } from '../sticky/balancer.ts';
import { CLUSTER_ORDERS, type ClusterOrders, type LostWorker } from './cluster-messages.ts';
import { Restarts } from './restarts.ts';

/**
 * How long workers may take to finish requests in flight once they must stop. It is less than the primary itself has.
 */
const DRAIN_MS = 1_000;

const orders: ClusterOrders = JSON.parse(process.env[CLUSTER_ORDERS] ?? '');
const restarts = new Restarts();
const alive = new Set<Worker>();
const balancer = orders.isSticky ? new StickyBalancer() : null;
let draining = false;

// The policy is fixed at the first fork. It does not matter with `reusePort`, since workers then listen for
// themselves.
cluster.schedulingPolicy = orders.isRoundRobin ? cluster.SCHED_RR : cluster.SCHED_NONE;
cluster.setupPrimary({
  exec: orders.script,
  args: appArguments(orders.args, orders.port),
  execArgv: [...orders.nodeArgs],
});

for (let instance = 0; instance < orders.workers; instance++) fork(instance);
process.on('SIGTERM', drain);
process.on('SIGINT', drain);
// There is nobody to serve once the harness is gone.
process.on('disconnect', drain);

/** Forks a worker. A replacement keeps the instance of the worker that it replaces. */
function fork(instance: number): void {
  const { port, reusePort, env } = orders;
  const environment = appEnvironment(env, { port, instance, reusePort }, [preloadModule]);
  const worker = cluster.fork({ ...environment, ...balancer?.env });
  alive.add(worker);
  balancer?.add(worker, instance);
  worker.once('exit', (code, signal) => noteExit(worker, instance, code, signal as NodeJS.Signals | null));
}

function noteExit(
  worker: Worker,
  instance: number,
  code: number | null,
  signal: NodeJS.Signals | null,
): void {
  alive.delete(worker);
  if (draining) exitWhenAlone();
  else replace(worker, instance, code, signal);
}

/**
 * Replaces a worker after a delay, so that a worker that crashes at start does not keep the host busy, and gives up
 * in the end.
 */
function replace(worker: Worker, instance: number, code: number | null, signal: NodeJS.Signals | null): void {
  const delayMs = restarts.next(Date.now());
  const givenUp = delayMs === null;
  reportLoss({ type: 'cluster-bench:lost', instance, pid: worker.process.pid ?? 0, code, signal, givenUp });
  if (delayMs === null) drain();
  else setTimeout(() => draining || fork(instance), delayMs);
}

/** Makes workers accept no new connections and finish requests in flight, and kills them at the deadline. */
function drain(): void {
  if (draining) return;
  draining = true;
  balancer?.close();
  setTimeout(() => {
    for (const worker of alive) worker.process.kill('SIGKILL');
  }, DRAIN_MS);
  // `cluster.disconnect` forgets workers that still have connections, so we count them ourselves.
  for (const worker of alive) if (worker.isConnected()) worker.disconnect();
  exitWhenAlone();
}

function exitWhenAlone(): void {
  if (alive.size === 0) process.exit();
}

function reportLoss(message: LostWorker): void {
  process.send?.(message, undefined, undefined, () => {});
}
