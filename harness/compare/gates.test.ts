import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failedTrial } from '../../reports/testing/example-record.ts';
import { type Limits, limitFor } from '../config/compare-rules.ts';
import { compared, faster, namedRun } from '../dev/testing/compared-runs.ts';
import { gateRules } from '../dev/testing/gate-rule.ts';
import { meansCell } from '../records/means-cell.ts';
import type { OkTrial } from '../records/run.ts';
import { outcomeOf } from '../stats/comparison-outcome.ts';

const head = namedRun({ day: 2, workers: [1, 2] });
const gated = (...texts: readonly string[]) =>
  compared(namedRun({ workers: [1, 2, 4] }), head, { gates: gateRules(...texts) });

test('a gate holds the head to a limit, whatever the base measured', () => {
  const [met] = gated('p99 single < 1000s').gates;
  assert.ok(met?.result === 'met' && (met.value ?? 0) > 0 && met.cell === 'single');
  const missed = gated('p99 single < 0.001');
  assert.equal(missed.gates[0]?.result, 'not-met');
  assert.equal(outcomeOf(missed), 'regression');
  assert.equal(gated('throughput single > 1').gates[0]?.result, 'met');
  assert.equal(gated('throughput single > 1000000000').gates[0]?.result, 'not-met');
});

test('a gate that cannot be told fails the comparison, too', () => {
  const value = gated('throughput single > 1').gates[0]?.value ?? 0;
  const close = gated(`throughput single > ${value.toFixed(3)}`);
  assert.equal(close.gates[0]?.result, 'undecided');
  assert.equal(outcomeOf(close), 'regression');
});

test('a gate is undecided if only the successful trials meet it, and not met if they do not', () => {
  const failing = (trial: OkTrial) => (trial.trial > 1 ? failedTrial(trial, 'gone') : trial);
  const fewResponses = (trial: OkTrial) =>
    trial.trial > 1 ? { ...trial, load: { ...trial.load, completed: 900 } } : trial;
  const absurd = (trial: OkTrial) =>
    trial.trial > 1
      ? { ...trial, load: { ...trial.load, latency: { ...trial.load.latency, p99: 1e308 } } }
      : trial;
  for (const [alter, reason] of [
    [failing, '4 of 5 trials failed'],
    [fewResponses, '4 of 5 trials have no figure'],
    [absurd, '4 of 5 trials have no figure'],
  ] as const) {
    const side = namedRun({ day: 2, alter });
    const [met, missed] = compared(namedRun(), side, {
      gates: gateRules('p99 single < 1000s', 'p99 single < 0.001'),
    }).gates;
    assert.deepEqual([met?.value !== null, met?.lacking, met?.result], [true, 4, 'undecided'], alter.name);
    assert.equal(met?.reason, reason);
    assert.deepEqual([missed?.lacking, missed?.result], [4, 'not-met'], alter.name);
  }
});

test('several runs of the head count as one figure each', () => {
  const runs = [0.9, 1, 1.1].map((by, index) => namedRun({ day: 2 + index, alter: faster(by) }));
  const [gate] = compared(namedRun(), runs, { gates: gateRules('throughput single > 1') }).gates;
  const { value, interval } = gate ?? {};
  assert.ok(value && interval);
  // The spread of the three means is 10%, and t(2) / sqrt(3) is 2.484.
  assert.ok(Math.abs((value - interval.low) / value - 0.248) < 0.01, String((value - interval.low) / value));
});

test('a star means every cell of the head, and a missing cell does not meet a gate', () => {
  assert.deepEqual(
    gated('p99 * < 1').gates.map(({ cell }) => cell),
    ['single', 'cluster-2-rr'],
  );
  const [gate] = gated('p99 cluster-4-rr < 1000s').gates;
  assert.deepEqual([gate?.value, gate?.result, gate?.reason], [null, 'undecided', 'no trial ran']);
});

test('a pattern means the matching cells of the head; if there are none, the missing ones', () => {
  const valuesOf = (cell: string) =>
    gated(`p99 ${cell} < 1`).gates.map(({ cell: id, value }) => [id, value !== null]);
  assert.deepEqual(valuesOf('cluster-*'), [['cluster-2-rr', true]]);
  assert.deepEqual(valuesOf('cluster-4-*'), [['cluster-4-rr', false]]);
});

test('a planned cell that neither side ran does not meet a gate', () => {
  const withoutPairs = (trial: { readonly cell: string }) => trial.cell === 'single';
  const [before, after] = [namedRun(), head].map(({ path, record }) => ({
    path,
    record: { ...record, trials: record.trials.filter(withoutPairs) },
  })) as [typeof head, typeof head];
  const [rule] = gateRules('p99 cluster-2-rr < 1000s');
  assert.ok(rule);
  const { gates, cells } = compared(before, after, { gates: [rule] });
  assert.deepEqual(gates, [
    { ...rule, value: null, interval: null, result: 'undecided', reason: 'no trial ran', lacking: 0 },
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
    () => gated('p99 cluster-2-r < 5'),
    /--gate names the variant cluster-2-r, which neither side has; did you mean cluster-2-rr\?/,
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
