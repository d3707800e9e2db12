/**
 * What the agent's heap and GC figures cost a worker: a collection with its entry and without, a window's readings, and
 * how often a busy worker collects.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { handlerOf } from '../../targets/apps/index.ts';
import { watchGc } from '../observe/gc.ts';
import type { Figure } from '../records/micro.ts';
import { type Benchmark, cpuOf, measure } from './measure.ts';
import { ask, startPeer } from './peer.ts';
import type { ServedOrders } from './served-client.ts';

const COLLECTIONS = 50;
const WINDOWS = 20;
const REQUESTS = 200;

/** measureGc measures minor collections, which are most of a server's. @param app that serves until it collects */
export async function measureGc(app: string, timeMs: number): Promise<Figure[]> {
  setFlagsFromString('--expose-gc');
  const collect: (options: { readonly type: 'minor' }) => void = runInNewContext('gc');
  const batch = async () => {
    for (let time = 0; time < COLLECTIONS; time++) collect({ type: 'minor' });
    await nextTurn();
  };
  const figure = { app: null, clock: 'cpu', operationsPerSample: COLLECTIONS, warmupOperations: 1_000 } as const;
  const alone: Benchmark = { ...figure, id: 'gc-alone', batchMs: () => cpuOf(batch) };
  const unwatched = await measure([alone], timeMs);
  const watch = watchGc();
  const observed: Benchmark = { ...figure, id: 'gc-observed', batchMs: () => cpuOf(batch) };
  const watched = await measure([observed], timeMs);
  await watch.end();
  const ofWindow: Benchmark = {
    ...{ ...figure, id: 'gc-window', operationsPerSample: WINDOWS, warmupOperations: 200 },
    batchMs: () => cpuOf(readWindows),
  };
  const windows = await measure([ofWindow], timeMs);
  return [...unwatched, ...watched, ...windows, ...(await betweenCollections(app, timeMs))];
}

async function readWindows(): Promise<void> {
  for (let window = 0; window < WINDOWS; window++) {
    const watch = watchGc();
    if (getHeapStatistics().used_heap_size === 0) throw new Error('the heap was empty');
    await watch.end();
  }
}

/** The CPU time of a worker from one collection to the next, as it serves as fast as it can. */
async function betweenCollections(app: string, timeMs: number): Promise<Figure[]> {
  let collections = 0;
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length;
  });
  const server = createServer(await handlerOf(app)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = startPeer('served-client');
  const orders: ServedOrders = { port, requests: REQUESTS };
  const batchMs = async () => {
    const before = collections;
    const costMs = await cpuOf(async () => {
      do await ask<void>(client, orders);
      while (collections === before);
    });
    return costMs / (collections - before);
  };
  observer.observe({ entryTypes: ['gc'] });
  const figure = { id: 'gc-interval', app, clock: 'cpu', operationsPerSample: 1 } as const;
  return measure([{ ...figure, warmupOperations: 10, batchMs }], timeMs);
}
