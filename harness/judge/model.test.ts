import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { closedNetwork } from '../stats/closed-network.ts';
import { mulberry32 } from '../stats/mulberry32.ts';
import { sum } from '../stats/summary.ts';
import { type ModelledCell, modelOf } from './model.ts';

const CELL: ModelledCell = {
  connections: 400,
  delayMs: 50,
  costs: { serviceMs: 0.1, targetMs: 0.1, proxyMs: 0, loadMs: 0, hostMs: 0.1 },
  connectionsEach: [1, 1, 1, 1],
  proxyProcesses: 0,
  loadProcesses: 0,
  cores: { target: 8, host: 8, shared: [] },
};

test('alone on enough cores it is the plain closed network', () => {
  const model = modelOf(CELL);
  assert.deepEqual(
    model?.sharedQueue,
    closedNetwork({ connections: 400, delayMs: 50, serviceMs: 0.1, servers: 4 }),
  );
  assert.equal(model?.servers, 4);
  assert.equal(model?.serviceMs, 0.1);
});

test('if load and proxy share the cores, all of them together set the throughput', () => {
  const costs = { serviceMs: 0.1, targetMs: 0.1, proxyMs: 0.03, loadMs: 0.02, hostMs: 0.15 };
  const shared = {
    ...CELL,
    delayMs: 0,
    costs,
    proxyProcesses: 2,
    loadProcesses: 1,
    cores: { target: 2, host: 2, shared: [] },
  };
  assert.equal(Math.round(modelOf(shared)?.sharedQueue.throughput ?? 0), 13_333); // 2 / 0.15 ms
  const half = modelOf({ ...shared, cores: { target: 2, host: 1.5, shared: [] } });
  assert.equal(Math.round(half?.sharedQueue.throughput ?? 0), 10_000);
});

test('a proxy that was pinned to the target’s cores takes its CPU time from it', () => {
  const costs = { serviceMs: 0.1, targetMs: 0.11, proxyMs: 0.03, loadMs: 0.02, hostMs: 0.17 };
  const cell = { ...CELL, delayMs: 0, costs, proxyProcesses: 2, loadProcesses: 2 };
  const shared = [{ roles: ['target', 'proxy'] as const, cores: 2 }];
  const apart = modelOf({ ...cell, cores: { target: 2, host: 4, shared: [] } });
  const together = modelOf({ ...cell, cores: { target: 2, host: 4, shared } });
  assert.equal(Math.round(apart?.sharedQueue.throughput ?? 0), 20_000); // 2 / 0.1 ms
  assert.equal(Math.round(together?.sharedQueue.throughput ?? 0), 14_286); // 2 / 0.14 ms
});

test('a proxy or a load process that is slower than the app is the queue', () => {
  const costs = { serviceMs: 0.1, targetMs: 0.1, proxyMs: 0.05, loadMs: 0.01, hostMs: 0.16 };
  const slow = modelOf({ ...CELL, delayMs: 0, costs, proxyProcesses: 1, loadProcesses: 1 });
  assert.ok(Math.abs((slow?.sharedQueue.throughput ?? 0) / 20_000 - 1) < 0.01);
  const client = { ...costs, proxyMs: 0, loadMs: 0.1 };
  const busy = modelOf({ ...CELL, delayMs: 0, costs: client, loadProcesses: 1 });
  assert.ok(Math.abs((busy?.sharedQueue.throughput ?? 0) / 10_000 - 1) < 0.01);
});

test('connections concentrated on one worker leave the others idle', () => {
  const skewed = modelOf({ ...CELL, delayMs: 10, connectionsEach: [397, 1, 1, 1] });
  assert.ok(skewed && skewed.perWorker.throughput < 10_400);
  assert.ok(skewed.sharedQueue.throughput > 38_000);
  assert.ok(skewed.perWorker.meanMs > 3 * skewed.sharedQueue.meanMs);
});

test('nothing is predicted for an app that costs nothing, has no connections, or no core', () => {
  assert.equal(modelOf({ ...CELL, costs: { ...CELL.costs, serviceMs: 0 } }), null);
  assert.equal(modelOf({ ...CELL, connectionsEach: [0, 0] }), null);
  assert.equal(modelOf({ ...CELL, connectionsEach: [] }), null);
  assert.equal(modelOf({ ...CELL, cores: { target: 2, host: 0, shared: [] } }), null);
});

test('queues per worker never exceed a shared queue, and Little’s law holds for both', () => {
  const cells = fc.record({
    connections: fc.integer({ min: 1, max: 2000 }),
    delayMs: fc.double({ min: 0, max: 100, noNaN: true }),
    costs: fc.record({
      serviceMs: fc.double({ min: 0.01, max: 5, noNaN: true }),
      targetMs: fc.double({ min: 0.01, max: 5, noNaN: true }),
      proxyMs: fc.double({ min: 0, max: 1, noNaN: true }),
      loadMs: fc.double({ min: 0, max: 1, noNaN: true }),
      hostMs: fc.double({ min: 5, max: 10, noNaN: true }),
    }),
    connectionsEach: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 16 }),
    proxyProcesses: fc.nat(4),
    loadProcesses: fc.nat(4),
    cores: fc.constant({ target: 4, host: 3.5, shared: [{ roles: ['target', 'proxy'] as const, cores: 2 }] }),
  });
  fc.assert(
    fc.property(cells, (cell) => {
      const model = modelOf(cell);
      assert.ok(model && model.perWorker.throughput <= model.sharedQueue.throughput);
      for (const { throughput, meanMs } of [model.perWorker, model.sharedQueue]) {
        assert.ok(Math.abs((throughput * meanMs) / 1000 / cell.connections - 1) < 1e-9);
      }
    }),
  );
});

/**
 * simulated is the throughput of workers with queues of their own and equal shares of the cores; times are
 * exponential.
 */
function simulated(
  connectionsEach: readonly number[],
  cores: number,
  delayMs: number,
  serviceMs: number,
): number {
  const random = mulberry32(4);
  const exponential = (mean: number) => -mean * Math.log(1 - random());
  const waiting: { atMs: number; worker: number }[] = connectionsEach.flatMap((count, worker) =>
    Array.from({ length: count }, () => ({ atMs: exponential(delayMs), worker })),
  );
  const queued = connectionsEach.map(() => 0);
  const requests = 20_000;
  let answered = 0;
  let startedMs = 0;
  let nowMs = 0;
  while (answered < 1.25 * requests) {
    const busy = queued.flatMap((length, worker) => (length > 0 ? [worker] : []));
    // Exponential times have no memory: what ends next, and when, is drawn again after every event.
    const endMs = nowMs + exponential(serviceMs / Math.min(busy.length, cores));
    const next = waiting.reduce((first, each) => (each.atMs < first.atMs ? each : first), {
      atMs: Number.POSITIVE_INFINITY,
      worker: 0,
    });
    nowMs = Math.min(endMs, next.atMs);
    const worker = endMs < next.atMs ? (busy[Math.floor(random() * busy.length)] ?? 0) : next.worker;
    queued[worker] = (queued[worker] ?? 0) + (endMs < next.atMs ? -1 : 1);
    if (endMs >= next.atMs) {
      waiting.splice(waiting.indexOf(next), 1);
      continue;
    }
    waiting.push({ atMs: nowMs + exponential(delayMs), worker });
    if (++answered === requests / 4) startedMs = nowMs;
  }
  return (requests * 1000) / (nowMs - startedMs);
}

for (const [name, connectionsEach, cores] of [
  ['as many workers as cores', [30, 30], 2],
  ['four times as many', [8, 8, 8, 8, 7, 7, 7, 7], 2],
  ['twice as many, unevenly loaded', [35, 15, 6, 4], 2],
  ['as many as cores, unevenly loaded', [35, 15, 6, 4], 4],
] as const) {
  test(`it is within 7% of a simulation below, at and above the cores’ capacity: ${name}`, () => {
    const connections = sum(connectionsEach);
    for (const load of [0.7, 1, 1.4]) {
      const serviceMs = (cores * 5 * load) / (connections - cores * load);
      const costs = { serviceMs, targetMs: serviceMs, proxyMs: 0, loadMs: 0, hostMs: serviceMs };
      const cell = { ...CELL, connections, delayMs: 5, costs, connectionsEach };
      const model = modelOf({ ...cell, cores: { target: cores, host: cores, shared: [] } });
      const ratio = (model?.perWorker.throughput ?? 0) / simulated(connectionsEach, cores, 5, serviceMs);
      assert.ok(Math.abs(ratio - 1) < 0.07, `${ratio} at ${load} of the capacity`);
    }
  });
}
