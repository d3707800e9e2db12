/** Preloaded into the workers of a cluster with a memory limit. It reports the worker's memory to the primary. */
import cluster from 'node:cluster';
import { isMainThread } from 'node:worker_threads';
import { MEMORY_IN_USE, type MemoryInUse } from './memory-message.ts';

const PERIOD_MS = 500;

function report(): void {
  const message: MemoryInUse = { type: MEMORY_IN_USE, rssBytes: process.memoryUsage.rss() };
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

if (isMainThread && cluster.isWorker) setInterval(report, PERIOD_MS).unref();
