import type { Worker } from 'node:cluster';

/** How long a worker may take to finish requests in flight once it must stop. */
const DRAIN_MS = 10_000;

/**
 * retire makes a worker accept no new connections and finish its requests in flight, and kills it at the deadline.
 *
 * @returns once it has ended, whether it was killed
 */
export function retire(worker: Worker): Promise<boolean> {
  if (worker.isDead()) return Promise.resolve(false);
  return new Promise((resolve) => {
    let wasKilled = false;
    const timer = setTimeout(() => {
      wasKilled = true;
      worker.process.kill('SIGKILL');
    }, DRAIN_MS);
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve(wasKilled);
    });
    if (worker.isConnected()) worker.disconnect();
  });
}
