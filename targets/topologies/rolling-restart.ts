/** A rolling restart of a cluster's workers, as a deploy makes it. */
import type { Worker } from 'node:cluster';
import { LISTENING_MESSAGE } from '../listening.ts';
import type { RestartReport } from './cluster-messages.ts';
import { retire } from './retire.ts';

/**
 * rollingRestart replaces every worker, or those of some instances, one after the other: it forks a successor, waits until that listens, and
 * retires the old one. If a successor ends before it listens, the remaining old workers stay.
 *
 * @param serving the worker of each instance, which this function updates
 */
export async function rollingRestart(
  serving: Map<number, Worker>,
  port: number,
  fork: (instance: number) => Worker,
  instances: readonly number[] = [...serving.keys()],
): Promise<RestartReport> {
  const [oldPids, newPids]: [number[], number[]] = [[], []];
  const retiring: Promise<boolean>[] = [];
  for (const instance of instances) {
    const successor = fork(instance);
    const pid = successor.process.pid ?? 0;
    if (!(await isListening(successor, port))) {
      const reason = `the new worker ${instance} (pid ${pid}) ended before it listened`;
      return { type: 'cluster-bench:restart-failed', reason };
    }
    const old = serving.get(instance);
    serving.set(instance, successor);
    newPids.push(pid);
    if (!old) continue;
    oldPids.push(old.process.pid ?? 0);
    retiring.push(retire(old));
  }
  const killed = (await Promise.all(retiring)).filter((wasKilled) => wasKilled).length;
  return { type: 'cluster-bench:restarted', oldPids, newPids, killed };
}

/** Whether the worker listens on the port; false once it has ended. */
function isListening(worker: Worker, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    worker.on('listening', (address) => address.port === port && resolve(true));
    // With `reusePort`, node:cluster does not know that a worker listens.
    worker.on('message', (message) => message === LISTENING_MESSAGE && resolve(true));
    worker.once('exit', () => resolve(false));
  });
}
