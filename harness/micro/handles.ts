/**
 * A connection that the cluster's primary accepts and passes to its worker, compared with one that the worker
 * accepts.
 */
import cluster from 'node:cluster';
import type { Figure } from '../records/micro.ts';
import type { ClientOrders } from './handle-client.ts';
import type { WorkerState } from './handle-worker.ts';
import { type Benchmark, cpuTimeMs, measure } from './measure.ts';
import { ask, failOnExit, nextMessage, programOf, startPeer } from './peer.ts';

const CONNECTIONS = 100;

/** measureHandles runs in the primary. The client is a third process, whose CPU time is not counted. */
export async function measureHandles(timeMs: number): Promise<Figure[]> {
  cluster.schedulingPolicy = cluster.SCHED_RR;
  cluster.setupPrimary({ exec: programOf('handle-worker') });
  const worker = failOnExit(cluster.fork().process);
  const client = startPeer('handle-client');
  const { ports } = await nextMessage<WorkerState>(worker);

  const connections = (id: Figure['id'], port: number): Benchmark => ({
    id,
    app: null,
    clock: 'cpu',
    operationsPerSample: CONNECTIONS,
    warmupOperations: 3_000,
    batchMs: async () => {
      const before = await ask<WorkerState>(worker, {});
      const ownFromMs = cpuTimeMs();
      await ask(client, { port, count: CONNECTIONS } satisfies ClientOrders);
      const after = await ask<WorkerState>(worker, {});
      if (after.served !== before.served + CONNECTIONS) throw new Error('a connection was lost');
      return cpuTimeMs() - ownFromMs + after.cpuMs - before.cpuMs;
    },
  });
  return measure(
    [connections('connection-accepted', ports.own), connections('connection-passed', ports.shared)],
    timeMs,
  );
}
