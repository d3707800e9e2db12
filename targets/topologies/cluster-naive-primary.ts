/**
 * The primary that every introduction to node:cluster shows: it forks the workers, and that is all. It takes no
 * signal, and replaces nothing. Only the harness hears of a worker that ended.
 */
import cluster from 'node:cluster';
import { forkWorker, orders, report, setupCluster } from './cluster-setup.ts';

setupCluster();
const instances = new Map<number, number>();
for (let instance = 0; instance < orders.workers; instance++)
  instances.set(forkWorker(instance).id, instance);
cluster.on('exit', ({ id, process: { pid = 0 } }, code, signal) => {
  const instance = instances.get(id) ?? 0;
  report({
    type: 'cluster-bench:lost',
    instance,
    pid,
    code,
    signal: signal as NodeJS.Signals,
    givenUp: false,
  });
});
