import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  capacity,
  dbWait,
  exampleRecord,
  failedTrial,
  saturate,
  steadyRate,
} from '../../reports/testing/example-record.ts';
import { type Summary, summarySchema } from '../records/history.ts';
import type { OkTrial, RunRecord } from '../records/run.ts';
import { summarized } from './summary.ts';

const small = { workers: [1, 2], policies: ['rr'], proxies: ['none'] } as const;

/** Trials with the throughput that a test chooses. */
function withThroughput(of: (trial: OkTrial) => number) {
  return (trial: OkTrial): OkTrial => ({ ...trial, load: { ...trial.load, throughput: of(trial) } });
}

function cellsOf({ groups }: Summary) {
  return groups.flatMap(({ cells }) => cells);
}

test('a run becomes one line that matches the schema', () => {
  const summary = summarized(exampleRecord({ ...small, scenarios: [dbWait, steadyRate, capacity] }));
  assert.deepEqual(summarySchema.parse(JSON.parse(JSON.stringify(summary))), summary);
  assert.equal(summary.id, '2026-03-01T12:00:00.000Z 0123456');
  assert.deepEqual(
    summary.groups.map(({ scenario, metric }) => [scenario, metric]),
    [
      ['db-wait', 'throughput'],
      ['steady-rate', 'p99'],
      ['capacity', 'capacity'],
    ],
  );
  assert.deepEqual(
    cellsOf(summary).map(({ variant }) => variant),
    ['single', 'cluster-2-rr', 'single', 'cluster-2-rr', 'single', 'cluster-2-rr'],
  );
});

test('means are geometric, and spreads are those of logs', () => {
  const values = [100, 200, 400];
  const record = exampleRecord({
    ...small,
    workers: [1],
    alter: withThroughput(({ trial }) => values[trial - 1] ?? 0),
  });
  const [cell] = cellsOf(summarized(record));
  assert.deepEqual(
    [cell?.mean, cell?.spread, cell?.trials, cell?.failed],
    [200, Number(Math.log(2).toPrecision(3)), 3, 0],
  );
});

test('failed trials are counted; without a successful one there is no figure', () => {
  const record = exampleRecord({
    ...small,
    alter: (trial) =>
      trial.cell === 'single' || trial.trial === 1 ? failedTrial(trial, 'it would not listen') : trial,
  });
  const [single, cluster] = cellsOf(summarized(record));
  assert.deepEqual([single?.mean, single?.spread, single?.trials, single?.failed], [null, null, 0, 3]);
  assert.deepEqual([cluster?.trials, cluster?.failed], [2, 1]);
  assert.ok((cluster?.mean ?? 0) > 0);
});

test('cells that a run never reached are left out, and a single trial has no spread', () => {
  const record = exampleRecord({
    ...small,
    alter: (trial) => (trial.cell === 'single' && trial.trial === 1 ? trial : null),
  });
  const cells = cellsOf(summarized({ ...record, status: 'partial' }));
  assert.deepEqual(
    cells.map(({ variant, trials, spread }) => [variant, trials, spread]),
    [['single', 1, null]],
  );
});

test('figures that have no valid logarithm are left out', () => {
  for (const figure of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 1e-300]) {
    const record = exampleRecord({ ...small, workers: [1], alter: withThroughput(() => figure) });
    const summary = summarized(record);
    assert.equal(cellsOf(summary)[0]?.mean, null, String(figure));
    summarySchema.parse(JSON.parse(JSON.stringify(summary)));
  }
});

test('runs outside a repository and dirty runs are marked', () => {
  const record = exampleRecord(small);
  assert.equal(summarized({ ...record, git: null }).id, record.startedAt);
  assert.deepEqual(
    [summarized({ ...record, git: null }).commit, summarized({ ...record, git: null }).dirty],
    [null, false],
  );
  const git = { commit: 'a'.repeat(40), branch: null, dirty: true };
  assert.equal(summarized({ ...record, git }).dirty, true);
});

test('the load in words contains what shapes the load, not what is measured', () => {
  const load = (change: (record: RunRecord) => RunRecord, scenarios = [saturate]) =>
    summarized(change(exampleRecord({ ...small, scenarios }))).groups[0]?.load;
  const plan = (part: Partial<RunRecord['plan']>) => (record: RunRecord) => ({
    ...record,
    plan: { ...record.plan, ...part },
  });
  const plain = load((record) => record);
  assert.equal(
    plain,
    'autocannon, closed loop over kept connections, GET /api/users, 500 connections, 10 s after 3 s',
  );
  for (const part of [
    { connections: 400 },
    { durationSeconds: 30 },
    { warmupSeconds: 1 },
    { loadProcesses: 2 },
    { agents: 2 },
    { clientAddresses: 64 },
    { cpus: { target: [0], proxy: [0], load: [1] } },
  ]) {
    assert.notEqual(load(plan(part)), plain, JSON.stringify(part));
  }
  assert.notEqual(
    load((record) => record, [{ ...saturate, delayMs: 5 }]),
    plain,
  );
  for (const part of [
    { trialsPerCell: 9 },
    { apps: [{ name: 'express', source: 'built-in', args: ['-x'] }] },
  ]) {
    assert.equal(load(plan(part as Partial<RunRecord['plan']>)), plain, JSON.stringify(part));
  }
});

test('events are part of the load: nights with and without them are not one series', () => {
  const record = exampleRecord({
    ...small,
    scenarios: [{ ...saturate, events: [{ event: 'deploy', atSeconds: 5 }] }],
  });
  assert.match(summarized(record).groups[0]?.load ?? '', /, deploy at 5 s$/);
});

test('a rate is part of the load of an open loop, an objective of that of a capacity search', () => {
  const load = (scenario: typeof steadyRate, part: Partial<RunRecord['plan']>) => {
    const record = exampleRecord({ ...small, scenarios: [scenario] });
    return summarized({ ...record, plan: { ...record.plan, ...part } }).groups[0]?.load;
  };
  const rate = { rate: { kind: 'share', share: 0.55 }, arrivals: 'poisson' } as const;
  const objective = { objective: { percentile: 99, limitMs: 100 } } as const;
  assert.match(load(steadyRate, rate) ?? '', /, 55% of the maximum, poisson, /);
  assert.equal(load(saturate, rate), load(saturate, {}));
  assert.match(load(capacity, objective) ?? '', /, p99 < 100 ms, /);
  assert.equal(load(steadyRate, objective), load(steadyRate, {}));
});
