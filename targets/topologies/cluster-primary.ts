/**
 * The program of a production cluster's primary: forks the workers, replaces those that crash with back-off until
 * they crash too often, and drains on SIGTERM. Workers say for themselves that they listen.
 */
import cluster, { type Worker } from 'node:cluster';
import { appArguments, appEnvironment, preloadModule } from '../app-environment.ts';
import { CLUSTER_ORDERS, type ClusterOrders, type LostWorker } from './cluster-messages.ts';
import { Restarts } from './restarts.ts';

/** How long workers may take to answer what is under way, once told to stop: less than the primary itself has. */
const DRAIN_MS = 1_000;

const orders: ClusterOrders = JSON.parse(process.env[CLUSTER_ORDERS] ?? '');
const restarts = new Restarts();
const alive = new Set<Worker>();
let draining = false;

// The policy freezes at the first fork. With `reusePort` workers listen for themselves and it does not matter.
cluster.schedulingPolicy = orders.isRoundRobin ? cluster.SCHED_RR : cluster.SCHED_NONE;
cluster.setupPrimary({
  exec: orders.script,
  args: appArguments(orders.args, orders.port),
  execArgv: [...orders.nodeArgs],
});

for (let instance = 0; instance < orders.workers; instance++) fork(instance);
process.on('SIGTERM', drain);
process.on('SIGINT', drain);
// Without the harness there is nobody to serve for.
process.on('disconnect', drain);

/** A worker keeps the instance of the one that it replaces. */
function fork(instance: number): void {
  const { port, reusePort, env } = orders;
  const worker = cluster.fork(appEnvironment(env, { port, instance, reusePort }, [preloadModule]));
  alive.add(worker);
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

/** Not at once, lest a worker that crashes at its start keeps the host busy; and not for ever. */
function replace(worker: Worker, instance: number, code: number | null, signal: NodeJS.Signals | null): void {
  const delayMs = restarts.next(Date.now());
  const givenUp = delayMs === null;
  reportLoss({ type: 'cluster-bench:lost', instance, pid: worker.process.pid ?? 0, code, signal, givenUp });
  if (delayMs === null) drain();
  else setTimeout(() => draining || fork(instance), delayMs);
}

/** Workers take no new connections, end what is under way, and are killed at the deadline. */
function drain(): void {
  if (draining) return;
  draining = true;
  setTimeout(() => {
    for (const worker of alive) worker.process.kill('SIGKILL');
  }, DRAIN_MS);
  // `cluster.disconnect` forgets a worker that has yet to end its connections: we keep count ourselves.
  for (const worker of alive) if (worker.isConnected()) worker.disconnect();
  exitWhenAlone();
}

function exitWhenAlone(): void {
  if (alive.size === 0) process.exit();
}

function reportLoss(message: LostWorker): void {
  process.send?.(message, undefined, undefined, () => {});
}
