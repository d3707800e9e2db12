import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { sum } from '../stats/summary.ts';
import { costsOf } from './costs.ts';
import { credibleCapacity, type LimitInputs, limitsOf } from './limits.ts';

const LIMITS: LimitInputs = {
  connections: 500,
  delayMs: 50,
  offeredRate: null,
  pools: null,
  costs: { serviceMs: 0.1, targetMs: 0.1, proxyMs: 0.02, loadMs: 0.01, hostMs: 0.14 },
  workers: 4,
  proxyProcesses: 1,
  clientCapacity: 100_000,
  cores: { target: 2, proxy: 2, host: 2, shared: [] },
};

test('pools and the database behind them limit the queries at the same time', () => {
  const pools = { perWorker: 5, accepted: 96, atOnce: 96, queryMs: 50 };
  const of = (change: Partial<LimitInputs>) =>
    rounded({ ...LIMITS, workers: 8, ...change }).filter(
      ([setBy]) => setBy === 'pools' || setBy === 'database',
    );
  assert.deepEqual(of({ pools }), [
    ['pools', 800],
    ['database', 1_920],
  ]);
  assert.deepEqual(of({ pools: { ...pools, perWorker: 20 } }), [
    ['database', 1_920],
    ['pools', 3_200],
  ]);
  assert.deepEqual(of({ pools: { ...pools, atOnce: null } }), [['pools', 800]]);
  assert.deepEqual(of({ pools: { ...pools, queryMs: null } }), []);
  assert.deepEqual(of({ pools: null }), []);
});

const rounded = (limits: LimitInputs) =>
  limitsOf(limits).map(({ setBy, limit }) => [setBy, Math.round(limit)]);

test('each limit has its formula, the lowest one first', () => {
  assert.deepEqual(rounded(LIMITS), [
    ['connections', 9980], // 500 / 50.1 ms
    ['host', 14_286], // 2 / 0.14 ms
    ['cpu', 20_000], // min(4, 2) / 0.1 ms
    ['proxy', 50_000], // min(1, 2) / 0.02 ms
    ['client', 100_000],
  ]);
});

test('fewer workers than cores, or fewer cores for the proxy than processes', () => {
  const few = rounded({ ...LIMITS, workers: 1, proxyProcesses: 8 });
  assert.deepEqual(
    few.filter(([setBy]) => setBy === 'cpu' || setBy === 'proxy'),
    [
      ['cpu', 10_000],
      ['proxy', 100_000],
    ],
  );
});

test('roles that were pinned to the same cores share them', () => {
  const both = { roles: ['target', 'proxy'], cores: 2 } as const;
  const all = { roles: ['target', 'proxy', 'load'], cores: 2.5 } as const;
  const costs = { serviceMs: 0.1, targetMs: 0.12, proxyMs: 0.08, loadMs: 0.2, hostMs: 0.45 };
  const pinned = { ...LIMITS, costs, cores: { ...LIMITS.cores, host: 8, shared: [both, all] } };
  const shared = (limits: LimitInputs) => rounded(limits).filter(([setBy]) => setBy === 'shared');
  assert.deepEqual(shared(pinned), [['shared', 6250]]); // 2.5 / 0.4 ms
  assert.deepEqual(shared({ ...pinned, offeredRate: 3000 }), [['shared', 10_000]], 'the load spins'); // 2 / 0.2 ms
  assert.deepEqual(shared({ ...pinned, proxyProcesses: null }), [], 'there is no proxy');
  assert.deepEqual(shared(LIMITS), []);
});

test('in an open loop the rate is a limit, and connections are not', () => {
  const open = rounded({ ...LIMITS, connections: null, offeredRate: 3000 });
  assert.deepEqual(open[0], ['rate', 3000]);
  assert.ok(!open.some(([setBy]) => setBy === 'connections'));
});

test('a client that exceeded its measured capacity is not limited by it', () => {
  assert.equal(credibleCapacity(10_000, 9_999), 10_000);
  assert.equal(credibleCapacity(10_000, 10_001), null);
  assert.equal(credibleCapacity(null, 1), null);
});

test('unknown values set no limit', () => {
  const nothing = { ...LIMITS, costs: null, proxyProcesses: null, clientCapacity: null };
  assert.deepEqual(rounded(nothing), [['connections', 10_000]]);
  assert.deepEqual(rounded({ ...nothing, delayMs: null }), []);
  assert.deepEqual(rounded({ ...nothing, delayMs: 0 }), []);
  assert.deepEqual(rounded({ ...LIMITS, delayMs: null }).at(0), ['host', 14_286]);
});

test('measured throughput stays below the limits of its own CPU', () => {
  const share = fc.double({ min: 0.001, max: 1, noNaN: true });
  const worker = fc.record({ loop: share, cpu: share });
  fc.assert(
    fc.property(
      fc.array(worker, { minLength: 1, maxLength: 16 }),
      share,
      fc.integer({ min: 1, max: 1e6 }),
      (loads, idle, completed) => {
        const windowSeconds = 10;
        const cores = Math.ceil(sum(loads.map(({ cpu }) => cpu)) + idle);
        const costs = costsOf({
          requests: completed,
          windowSeconds,
          workers: loads.map(({ loop, cpu }) => ({
            eventLoopUtilization: loop,
            cpuSeconds: cpu * windowSeconds,
          })),
          cpu: {
            busy: (100 * sum(loads.map(({ cpu }) => cpu))) / cores,
            cores: new Array(cores).fill([]),
            coresByRole: { target: 0, primary: 0, proxy: 0, service: 0, load: 0, harness: 0, other: 0 },
          },
        });
        const inputs = { ...LIMITS, connections: null, clientCapacity: null, proxyProcesses: null, costs };
        const limits = limitsOf({
          ...inputs,
          workers: loads.length,
          cores: { target: cores, proxy: cores, host: cores, shared: [] },
        });
        assert.equal(limits.length, 2);
        for (const { limit } of limits) assert.ok(completed / windowSeconds <= limit * (1 + 1e-9));
      },
    ),
  );
});
