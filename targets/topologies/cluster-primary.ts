/**
 * The program of a production cluster's primary. It forks the workers, replaces crashed ones with back-off until
 * there are too many crashes, replaces silent and large ones if it must, restarts all of them one by one on SIGUSR2,
 * and drains on SIGTERM. Workers announce themselves when they listen.
 */
import type { Worker } from 'node:cluster';
import { acceptNoMore, forkWorker, orders, report, setupCluster } from './cluster-setup.ts';
import { heartbeatModule, watchHeartbeat } from './heartbeat-watch.ts';
import { memoryModule, watchMemory } from './memory-watch.ts';
import { Restarts } from './restarts.ts';
import { retire } from './retire.ts';
import { rollingRestart } from './rolling-restart.ts';

const restarts = new Restarts();
/** The worker that serves as each instance. */
const serving = new Map<number, Worker>();
/** These, those that start, and those that were told to stop. */
const alive = new Set<Worker>();
let draining = false;
let restarting = false;

setupCluster();
for (let instance = 0; instance < orders.workers; instance++) serving.set(instance, fork(instance));
process.on('SIGUSR2', restart);
process.on('SIGTERM', drain);
process.on('SIGINT', drain);
// Without the harness there is nobody to serve.
process.on('disconnect', drain);

/** Forks a worker. A replacement keeps the instance of the worker that it replaces. */
function fork(instance: number): Worker {
  const { watchdogMs, memoryLimitBytes } = orders;
  const worker = forkWorker(instance, [
    ...(watchdogMs === null ? [] : [heartbeatModule]),
    ...(memoryLimitBytes === null ? [] : [memoryModule]),
  ]);
  alive.add(worker);
  worker.once('exit', (code, signal) => noteExit(worker, instance, code, signal as NodeJS.Signals | null));
  if (watchdogMs !== null) watchHeartbeat(worker, watchdogMs, () => replaceSilent(worker, instance));
  if (memoryLimitBytes !== null) watchMemory(worker, memoryLimitBytes, () => replaceLarge(worker, instance));
  return worker;
}

function noteExit(
  worker: Worker,
  instance: number,
  code: number | null,
  signal: NodeJS.Signals | null,
): void {
  alive.delete(worker);
  if (draining) exitWhenAlone();
  else if (serving.get(instance) === worker) replace(worker, instance, code, signal);
}

/**
 * Replaces a worker after a delay, so that a worker that crashes at start does not keep the host busy, and gives up
 * in the end. Without back-off it forks at once, for as long as it runs.
 */
function replace(worker: Worker, instance: number, code: number | null, signal: NodeJS.Signals | null): void {
  const delayMs = orders.backoff ? restarts.next(Date.now()) : 0;
  const givenUp = delayMs === null;
  report({ type: 'cluster-bench:lost', instance, pid: worker.process.pid ?? 0, code, signal, givenUp });
  if (delayMs === null) drain();
  else setTimeout(() => draining || serving.get(instance) !== worker || serve(instance), delayMs);
}

function serve(instance: number): void {
  serving.set(instance, fork(instance));
}

/** Kills a worker whose event loop is stuck, which no message reaches, and replaces it at once. */
function replaceSilent(worker: Worker, instance: number): void {
  if (draining || serving.get(instance) !== worker) return;
  console.error(`worker ${instance} (pid ${worker.process.pid}) was silent for ${orders.watchdogMs} ms`);
  serve(instance);
  worker.process.kill('SIGKILL');
}

/** Replaces a worker beyond the memory limit as a restart does: its successor listens before it must finish. */
async function replaceLarge(worker: Worker, instance: number): Promise<void> {
  if (draining || restarting || serving.get(instance) !== worker) return;
  restarting = true;
  console.error(`worker ${instance} (pid ${worker.process.pid}) is beyond the memory limit`);
  await rollingRestart(serving, orders.port, fork, [instance]);
  restarting = false;
}

/** A second signal during a restart changes nothing. */
async function restart(): Promise<void> {
  if (draining || restarting) return;
  restarting = true;
  report(await rollingRestart(serving, orders.port, fork));
  restarting = false;
}

/** Makes workers accept no new connections and finish requests in flight, and kills them at the deadline. */
function drain(): void {
  if (draining) return;
  draining = true;
  acceptNoMore();
  // `cluster.disconnect` forgets workers that still have connections, so we count them ourselves.
  for (const worker of alive) retire(worker);
  exitWhenAlone();
}

function exitWhenAlone(): void {
  if (alive.size === 0) process.exit();
}
