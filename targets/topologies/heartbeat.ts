/**
 * Preloaded into the workers of a cluster with a watchdog. Tools and threads that a worker starts load it too, but
 * only the worker itself has the primary's channel.
 */
import cluster from 'node:cluster';
import { isMainThread } from 'node:worker_threads';
import { HEARTBEAT } from './heartbeat-message.ts';

const PERIOD_MS = 100;

function beat(): void {
  if (process.connected) process.send?.(HEARTBEAT, undefined, undefined, () => {});
}

if (isMainThread && cluster.isWorker) {
  // The first one starts the watch: a worker may get stuck before the next.
  beat();
  setInterval(beat, PERIOD_MS).unref();
}
