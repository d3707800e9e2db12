import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuWith, loadHostWith, loadWith, workerWith } from '../dev/testing/figures.ts';
import { resolved } from '../dev/testing/resolved.ts';
import type { LoadFigures, OkTrial } from '../records/run.ts';
import { judge } from './judge.ts';

const [cell] = resolved({ workers: [1] }).cells;

function judged(
  change: Partial<LoadFigures>,
  loadHosts: OkTrial['loadHosts'] = [],
  cpuLimits: OkTrial['cpuLimits'] = [],
) {
  assert.ok(cell);
  const { coresByRole, ...cpu } = cpuWith({});
  const { target, primary, proxy, service, harness } = coresByRole;
  const observations = {
    cpu,
    cores: { target, primary, proxy, service, harness },
    interruptCores: 0,
    processes: [workerWith({})],
    memory: { beforeLoadBytes: null, atSeconds: [], processes: [], slope: null },
    sockets: null,
  };
  const by = {
    delayMs: 50,
    pools: null,
    cpus: null,
    isAttached: false,
    cores: { target: 4, proxy: 4, host: 4, shared: [] },
    proxyProcesses: null,
    mode: { connections: 'kept', arrivals: 'closed' },
    expectedFailures: [],
    clientCapacity: 10_000,
  } as const;
  return judge(cell.facts, by, {
    load: loadWith(change),
    loadHosts,
    observations,
    cpuLimits,
    search: null,
    events: [],
    accounts: null,
    phases: [],
  });
}

function limitsOf(change: Partial<LoadFigures>): string[] {
  return judged(change).limits.map(({ setBy }) => setBy);
}

test('the client’s capacity limits a trial', () => {
  assert.ok(limitsOf({}).includes('client'));
});

test('a client that replaced the planned one was not measured, and sets no limit', () => {
  assert.ok(!limitsOf({ client: 'direct', clientReason: 'autocannon cannot send it' }).includes('client'));
  const closing = { mode: { connections: 'per-request', arrivals: 'closed' } } as const;
  assert.ok(!limitsOf(closing).includes('client'));
});

test('a client that sent more than its measured capacity sets no limit', () => {
  assert.ok(!limitsOf({ throughput: 11_000 }).includes('client'));
});

test('a load from other hosts costs this one nothing, so its limit and its model are the target’s', () => {
  const [here, elsewhere] = [judged({}), judged({}, [loadHostWith({})])];
  assert.deepEqual([here.cpu.coresByRole.load, elsewhere.cpu.coresByRole.load], [0.2, 0]);
  assert.ok(elsewhere.cpu.coresByRole.other >= here.cpu.coresByRole.other);
  const hostLimit = ({ limits }: typeof here) => limits.find(({ setBy }) => setBy === 'host')?.limit ?? 0;
  assert.ok(hostLimit(elsewhere) >= hostLimit(here));
  assert.ok((elsewhere.model?.perWorker.throughput ?? 0) >= (here.model?.perWorker.throughput ?? 1));
});

test('a CPU limit replaces the cores of the host, and bounds the model', () => {
  const group = { cores: 0.5, processes: 1, periods: 100, throttledPeriods: 60, throttledSeconds: 3 };
  const [free, limited] = [judged({}), judged({}, [], [group])];
  const limitBy = (setBy: string, { limits }: typeof free) =>
    limits.find((one) => one.setBy === setBy)?.limit;
  assert.equal(limitBy('cpu-limit', free), undefined);
  const allowed = limitBy('cpu-limit', limited) ?? Number.POSITIVE_INFINITY;
  assert.ok(allowed <= (limitBy('cpu', limited) ?? 0));
  assert.ok((limitBy('cpu', limited) ?? 0) <= 0.5 * (limitBy('cpu', free) ?? 0) + 1e-9);
  assert.ok((limited.model?.sharedQueue.throughput ?? 0) <= allowed * (1 + 1e-9));
  assert.deepEqual(limited.cpuLimits, [group]);
});
