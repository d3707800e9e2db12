import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelled } from '../../../reports/testing/example-labels.ts';
import { dbWait, exampleRecord, failedTrial } from '../../../reports/testing/example-record.ts';
import { lossesRecord } from '../../../reports/testing/losses-record.ts';
import { gateRules } from '../../dev/testing/gate-rule.ts';
import type { OkTrial, RunRecord } from '../../records/run.ts';
import { gatesOfRun } from '../judge-run.ts';

const small = { workers: [1, 2], policies: ['rr'], proxies: ['none'], trials: 3 } as const;
const judged = (record: RunRecord, ...texts: readonly string[]) =>
  gatesOfRun(gateRules(...texts), record, record.trials);

/** Logins are slow in every variant, and only the cluster has orders. */
const withLabels = (trial: OkTrial): OkTrial =>
  labelled(trial, {
    'POST /login': { statuses: { 200: 5_000 }, latency: { p50: 100, p99: 200 } },
    'GET /items': { statuses: { 200: 9_000, 500: 90 }, latency: { p50: 10, p99: 20 } },
    ...(trial.cell === 'single' ? {} : { order: { statuses: { 200: 5_000 } } }),
  });

test('a gate with a label is about its requests alone', () => {
  const record = exampleRecord({ ...small, alter: withLabels });
  const gates = judged(
    record,
    'p99[POST /login] single < 150',
    'p99[GET /items] single < 150',
    'errors[GET *] * < 0.1%',
  );
  assert.deepEqual(
    gates.map(({ cell, label, value, result }) => [cell, label, value, result]),
    [
      ['single', 'POST /login', 200, 'not-met'],
      ['single', 'GET /items', 20, 'met'],
      ['single', 'GET /items', 90 / 9_090, 'not-met'],
      ['cluster-2-rr', 'GET /items', 90 / 9_090, 'not-met'],
    ],
  );
});

test('a pattern of labels is a gate for each label, and skips the variants without one', () => {
  const record = exampleRecord({ ...small, alter: withLabels });
  const where = (text: string) => judged(record, text).map(({ cell, label }) => `${cell} ${label}`);
  assert.deepEqual(where('p99[*] cluster-* < 5000'), [
    'cluster-2-rr POST /login',
    'cluster-2-rr GET /items',
    'cluster-2-rr order',
  ]);
  assert.deepEqual(where('p99[order] * < 5000'), ['cluster-2-rr order']);
});

test('a label that no request has leaves the gate undecided', () => {
  const record = exampleRecord({ ...small, alter: withLabels });
  for (const text of ['p99[order] single < 5000', 'p99[zebra] single < 5000']) {
    const [gate, ...others] = judged(record, text);
    assert.deepEqual([gate?.value, gate?.result, others.length], [null, 'undecided', 0]);
    assert.match(gate?.reason ?? '', /^no request has the label (order|zebra)$/);
  }
});

test('a pattern leaves out variants that cannot have the metric', () => {
  const record = lossesRecord();
  const other = exampleRecord({
    ...small,
    scenarios: [dbWait],
    alter: (trial) => ({ ...trial, cell: `x-${trial.cell}` }),
  });
  const cells = [...record.cells, ...other.cells.map((cell) => ({ ...cell, id: `x-${cell.id}` }))];
  const both = { ...record, cells, trials: [...record.trials, ...other.trials] };
  const gated = judged(both, 'lost * < 1').map(({ cell }) => cell);
  assert.ok(gated.length > 0 && gated.every((cell) => !cell.startsWith('x-')), gated.join());
  const [named] = judged(both, 'lost x-single < 1');
  assert.deepEqual([named?.result, named?.reason], ['undecided', 'nothing happened in the window']);
});

test('a variant whose trials all failed, or never ran, is undecided', () => {
  const failed = exampleRecord({
    ...small,
    alter: (trial) => (trial.cell === 'single' ? failedTrial(trial, 'gone') : trial),
  });
  const [single, cluster] = judged(failed, 'throughput * > 1');
  assert.deepEqual([single?.result, single?.reason, single?.lacking], ['undecided', 'every trial failed', 3]);
  assert.equal(cluster?.result, 'met');
  const record = exampleRecord(small);
  const [never] = gatesOfRun(gateRules('throughput single > 1'), record, []);
  assert.deepEqual([never?.result, never?.reason], ['undecided', 'no trial ran']);
});

test('a p99 of too few responses says how many it takes', () => {
  const record = exampleRecord({
    ...small,
    alter: (trial) => ({ ...trial, load: { ...trial.load, completed: 500 } }),
  });
  const [gate] = judged(record, 'p99 single < 5000');
  assert.equal(gate?.reason, 'the trials have too few responses for a p99, which takes 1,000');
});
