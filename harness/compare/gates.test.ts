import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failedTrial } from '../../reports/testing/example-record.ts';
import { type GateRule, type Limits, limitFor, meansCell } from '../config/compare-rules.ts';
import { compared, namedRun } from '../dev/testing/compared-runs.ts';
import type { OkTrial } from '../records/run.ts';
import { outcomeOf } from '../stats/comparison-outcome.ts';

const head = namedRun({ day: 2, workers: [1, 2] });
const gated = (rule: Partial<GateRule>) =>
  compared(namedRun({ workers: [1, 2, 4] }), head, {
    gates: [{ text: 'rule', flag: '--max', metric: 'p99', cell: 'single', sign: '<', limit: 1e6, ...rule }],
  });

test('a gate holds the head to a limit, whatever the base measured', () => {
  const [met] = gated({}).gates;
  assert.ok(met?.met && (met.value ?? 0) > 0 && met.cell === 'single');
  const missed = gated({ limit: 0.001 });
  assert.equal(missed.gates[0]?.met, false);
  assert.equal(outcomeOf(missed), 'regression');
  assert.equal(gated({ flag: '--min', metric: 'throughput', sign: '>', limit: 1 }).gates[0]?.met, true);
  assert.equal(gated({ flag: '--min', metric: 'throughput', sign: '>', limit: 1e9 }).gates[0]?.met, false);
});

test('a figure equal to the limit meets the gate if the sign includes it', () => {
  const value = gated({}).gates[0]?.value ?? 0;
  const met = (['<', '<=', '>', '>='] as const).map((sign) => gated({ sign, limit: value }).gates[0]?.met);
  assert.deepEqual(met, [false, true, false, true]);
});

test('an error limit of 0 is met by a head without errors', () => {
  const [gate] = gated({ metric: 'errors', sign: '<=', limit: 0 }).gates;
  assert.deepEqual([gate?.value, gate?.met], [0, true]);
});

test('a gate is not met if only the successful trials meet it', () => {
  const failing = (trial: OkTrial) => (trial.trial > 1 ? failedTrial(trial, 'gone') : trial);
  const fewResponses = (trial: OkTrial) =>
    trial.trial > 1 ? { ...trial, load: { ...trial.load, completed: 900 } } : trial;
  const absurd = (trial: OkTrial) =>
    trial.trial > 1
      ? { ...trial, load: { ...trial.load, latency: { ...trial.load.latency, p99: 1e308 } } }
      : trial;
  for (const alter of [failing, fewResponses, absurd]) {
    const side = namedRun({ day: 2, alter });
    const gates = [
      { text: 'rule', flag: '--max', metric: 'p99', cell: 'single', sign: '<', limit: 1e6 },
    ] as const;
    const [gate] = compared(namedRun(), side, { gates }).gates;
    assert.deepEqual([gate?.value !== null, gate?.lacking, gate?.met], [true, 4, false], alter.name);
  }
});

test('a star means every cell of the head, and a missing cell does not meet a gate', () => {
  assert.deepEqual(
    gated({ cell: '*' }).gates.map(({ cell }) => cell),
    ['single', 'cluster-2-rr'],
  );
  const [gate] = gated({ cell: 'cluster-4-rr' }).gates;
  assert.deepEqual([gate?.value, gate?.met], [null, false]);
});

test('a pattern means the matching cells of the head; if there are none, the missing ones', () => {
  const valuesOf = (cell: string) => gated({ cell }).gates.map(({ cell: id, value }) => [id, value !== null]);
  assert.deepEqual(valuesOf('cluster-*'), [['cluster-2-rr', true]]);
  assert.deepEqual(valuesOf('cluster-4-*'), [['cluster-4-rr', false]]);
});

test('a planned cell that neither side ran does not meet a gate', () => {
  const withoutPairs = (trial: { readonly cell: string }) => trial.cell === 'single';
  const [before, after] = [namedRun(), head].map(({ path, record }) => ({
    path,
    record: { ...record, trials: record.trials.filter(withoutPairs) },
  })) as [typeof head, typeof head];
  const rule = { text: 'rule', flag: '--max', metric: 'p99', sign: '<', limit: 1e6 } as const;
  const { gates, cells } = compared(before, after, { gates: [{ ...rule, cell: 'cluster-2-rr' }] });
  assert.deepEqual(gates, [
    { text: 'rule', metric: 'p99', cell: 'cluster-2-rr', limit: 1e6, value: null, lacking: 0, met: false },
  ]);
  assert.deepEqual(
    cells.map(({ id }) => id),
    ['single'],
  );
});

test('a name matches a cell by its id or its variant, and a star any part of them', () => {
  const id = 'db-wait/express/nginx+cluster-8-rr';
  for (const name of [
    id,
    'nginx+cluster-8-rr',
    'express/nginx+cluster-8-rr',
    '*',
    'nginx+*',
    'db-wait/*',
    '*-8-rr',
  ]) {
    assert.ok(meansCell(name, id), name);
  }
  for (const name of ['cluster-8-rr', 'cluster-*', 'db-wait', '', 'nginx.cluster-8-rr', 'NGINX+*']) {
    assert.ok(!meansCell(name, id), name);
  }
});

test('a cell that neither side has is refused with the nearest name', () => {
  assert.throws(
    () => gated({ cell: 'cluster-2-r' }),
    /--max names the variant cluster-2-r, which neither side has; did you mean cluster-2-rr\?/,
  );
  const named =
    (cell: string, metric: 'p99' | null = null) =>
    () =>
      compared(namedRun(), head, { threshold: { usual: 0.05, special: [{ metric, cell, ratio: 0.1 }] } });
  assert.throws(
    named('zebra'),
    /--threshold names zebra, which is neither a metric nor a variant of either side; there are single, cluster-2-rr/,
  );
  assert.throws(named('p95'), /names p95, .*; did you mean p99\?/);
  assert.throws(named('zebra', 'p99'), /--threshold names the variant zebra, which neither side has/);
  assert.throws(named('nginx+*'), /names nginx\+\*, /);
});

test('the most specific limit of a cell holds, and the last one among equals', () => {
  const limits: Limits = {
    usual: 0.05,
    special: [
      { metric: 'p99', cell: null, ratio: 0.1 },
      { metric: 'p99', cell: 'cluster-8-rr', ratio: 0.08 },
      { metric: null, cell: 'cluster-8-rr', ratio: 0.01 },
      { metric: null, cell: 'cluster-8-rr', ratio: 0.03 },
    ],
  };
  assert.equal(limitFor(limits, 'throughput', 'single'), 0.05);
  assert.equal(limitFor(limits, 'p99', 'single'), 0.1);
  assert.equal(limitFor(limits, 'throughput', 'cluster-8-rr'), 0.03);
  assert.equal(limitFor(limits, 'p99', 'cluster-8-rr'), 0.08);
  assert.equal(
    limitFor(limits, 'p99', 'db-wait/express/cluster-8-rr'),
    0.08,
    'a variant stands for all scenarios',
  );
  assert.equal(limitFor(limits, 'p99', 'nginx+cluster-8-rr'), 0.1);
  const special = [...limits.special, { metric: 'p99' as const, cell: 'cluster-*', ratio: 0.2 }];
  assert.equal(limitFor({ ...limits, special }, 'p99', 'cluster-8-rr'), 0.08, 'a name beats a pattern');
  assert.equal(limitFor({ ...limits, special }, 'p99', 'cluster-2-rr'), 0.2, 'which beats a metric');
});
