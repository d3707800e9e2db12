import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OkTrial, RunRecord } from '../../../harness/records/run.ts';
import { meanInterval } from '../../../harness/stats/confidence.ts';
import { exampleGate } from '../../testing/example-gate.ts';
import { HOSTILE } from '../../testing/hostile-comparison.ts';
import { hostileRecord } from '../../testing/hostile-record.ts';
import { openMetricsReader, type ReadFamily } from '../../testing/openmetrics-reader.ts';
import { outputsRecord } from '../../testing/outputs-record.ts';
import { files } from './files.ts';

const textOf = (record: RunRecord) => files.run?.(record)[0]?.text ?? '';

function valueIn(families: readonly ReadFamily[], name: string, wanted: Readonly<Record<string, string>>) {
  const found = families
    .flatMap(({ samples }) => samples)
    .filter(
      ([of, labels]) => of === name && Object.entries(wanted).every(([key, value]) => labels[key] === value),
    );
  assert.equal(found.length, 1, `${name} ${JSON.stringify(wanted)}`);
  return found[0]?.[2];
}

const isOk = (trial: RunRecord['trials'][number]): trial is OkTrial => trial.status === 'ok';

test('values that are read back are those of the record', (context) => {
  const read = openMetricsReader(context);
  if (!read) return;
  const record = outputsRecord();
  const families = read(textOf(record));
  for (const { cell, trial, load, cpu } of record.trials.filter(isOk)) {
    const labels = { cell, trial: String(trial) };
    const value = (name: string, others = {}) => valueIn(families, name, { ...labels, ...others });
    assert.equal(value('cluster_bench_trial_throughput_requests_per_second'), load.throughput);
    const latency = 'cluster_bench_trial_latency_seconds';
    assert.equal(value(latency, { quantile: '0.5' }), load.latency.p50 / 1000);
    assert.equal(value(latency, { quantile: '0.95' }), load.latency.p95 / 1000);
    const seconds = ((cpu.coresByRole.target ?? 0) + cpu.coresByRole.primary) * load.windowSeconds;
    const perRequest = value('cluster_bench_trial_cpu_per_request_seconds');
    assert.ok(Math.abs((perRequest ?? 0) / (seconds / load.completed) - 1) < 1e-12);
    for (const { label, latency } of load.byLabel) {
      const ofLabel = value('cluster_bench_trial_label_latency_seconds', { label, quantile: '0.99' });
      assert.equal(ofLabel, latency.p99 / 1000);
    }
  }
  const single = record.trials.filter(isOk).filter(({ cell }) => cell === 'single');
  const interval = meanInterval(single.map(({ load }) => load.throughput));
  const throughput = (name: string, others = {}) =>
    valueIn(families, `cluster_bench_${name}`, { cell: 'single', ...others });
  assert.equal(throughput('throughput_requests_per_second'), interval?.mean);
  assert.equal(throughput('interval_throughput_requests_per_second', { bound: 'low' }), interval?.low);
  assert.equal(throughput('interval_throughput_requests_per_second', { bound: 'high' }), interval?.high);
});

test('failed trials are counted, and a cell without figures has none', (context) => {
  const read = openMetricsReader(context);
  if (!read) return;
  const families = read(textOf(outputsRecord()));
  const trials = (cell: string, status: string) =>
    valueIn(families, 'cluster_bench_trials', { cell, status });
  assert.deepEqual([trials('single', 'ok'), trials('single', 'failed')], [2, 0]);
  assert.deepEqual([trials('cluster-2-rr', 'ok'), trials('cluster-2-rr', 'failed')], [1, 1]);
  assert.deepEqual([trials('cluster-2-none', 'ok'), trials('cluster-2-none', 'failed')], [0, 0]);
  const cells = families.filter(({ name }) => name.includes('throughput')).flatMap(({ samples }) => samples);
  assert.ok(cells.length > 0 && cells.every(([, { cell }]) => cell !== 'cluster-2-none'));
});

test('a gate is 1 if it is met, and 0 otherwise', (context) => {
  const read = openMetricsReader(context);
  if (!read) return;
  const gates = [
    exampleGate(),
    exampleGate({ text: 'p99[login] single < 9', label: 'login', cell: 'single', result: 'undecided' }),
    exampleGate({ cell: 'single', result: 'met' }),
  ];
  const family = read(textOf({ ...outputsRecord(), gates })).find(
    ({ name }) => name === 'cluster_bench_gate_met',
  );
  assert.deepEqual(
    family?.samples.map(([, { label, result }, value]) => [label, result, value]),
    [
      [undefined, 'not-met', 0],
      ['login', 'undecided', 0],
      [undefined, 'met', 1],
    ],
  );
});

test('every family has help, and a name that ends with its unit', (context) => {
  const read = openMetricsReader(context);
  if (!read) return;
  const families = read(textOf(outputsRecord()));
  assert.ok(families.length > 20);
  for (const { name, type, unit, help } of families) {
    assert.match(name, /^cluster_bench_[a-z0-9_]+$/);
    assert.deepEqual([type, help.length > 0, name.endsWith(unit)], ['gauge', true, true], name);
    assert.doesNotMatch(unit, /^(ms|us|share)/);
  }
});

test('Prometheus’ older format has the same series, and labels keep their texts', (context) => {
  const read = openMetricsReader(context);
  if (!read) return;
  for (const record of [outputsRecord(), hostileRecord()]) {
    const samples: unknown = read(textOf(record)).flatMap((family) => family.samples);
    assert.deepEqual(
      read(textOf(record), 'parser').flatMap((family) => family.samples),
      samples,
    );
  }
  const labels = read(textOf(outputsRecord())).flatMap(({ samples }) => samples.map(([, one]) => one.label));
  assert.ok(labels.includes('pay, "now"'));
  const host = read(textOf(hostileRecord()))[0]?.samples[0]?.[1].host ?? '';
  assert.ok(host.includes('onerror=alert(1)') && !host.includes('\u001b') && host !== HOSTILE);
});
