/**
 * Measures what the agent's heap and GC figures cost a worker: the entry of each collection, the readings of each window, and how
 * often a busy worker collects.
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
import { median } from '../stats/summary.ts';
import { type Benchmark, cpuOf, measure } from './measure.ts';
import { ask, startPeer } from './peer.ts';
import type { ServedOrders } from './served-client.ts';

const COLLECTIONS = 20;
/** Batches of each kind; the first ones warm up. */
const LEAST_PAIRS = 30;
const WARMUP_MS = 100;
const WINDOWS = 20;
const REQUESTS = 200;

/** @param app that serves until it collects */
export async function measureGc(app: string, timeMs: number): Promise<Figure[]> {
  const ofWindow: Benchmark = {
    ...{ id: 'gc-window', app: null, clock: 'cpu', operationsPerSample: WINDOWS, warmupOperations: 200 },
    batchMs: () => cpuOf(readWindows),
  };
  const windows = await measure([ofWindow], timeMs);
  return [...(await entryOfCollection(timeMs)), ...windows, ...(await betweenCollections(app, timeMs))];
}

/**
 * entryOfCollection is what the agent adds to a collection, as the difference of neighbouring batches: the pace of a
 * busy host changes meanwhile. Most collections of a server are minor ones. Empty where noise exceeds the difference.
 */
async function entryOfCollection(timeMs: number): Promise<Figure[]> {
  setFlagsFromString('--expose-gc');
  const collect: (options: { readonly type: 'minor' }) => void = runInNewContext('gc');
  const batch = () =>
    cpuOf(async () => {
      for (let time = 0; time < COLLECTIONS; time++) collect({ type: 'minor' });
      await nextTurn();
    });
  const observed = async () => {
    const watch = watchGc();
    const costMs = await batch();
    await watch.end();
    return costMs;
  };
  const each: number[] = [];
  const endMs = performance.now() + WARMUP_MS + 2 * timeMs;
  for (let pair = 0; performance.now() < endMs || pair < 2 * LEAST_PAIRS; pair++) {
    const isFirst = pair % 2 === 0;
    const before = isFirst ? await observed() : await batch();
    const after = isFirst ? await batch() : await observed();
    each.push((1_000 * (isFirst ? before - after : after - before)) / COLLECTIONS);
  }
  const counted = each.slice(LEAST_PAIRS);
  const medianUs = median(counted);
  if (medianUs <= 0) return [];
  const madUs = median(counted.map((one) => Math.abs(one - medianUs)));
  const about = { id: 'gc-entry', app: null, clock: 'cpu', operationsPerSample: COLLECTIONS } as const;
  return [{ ...about, medianUs, madUs, samples: counted.length }];
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
