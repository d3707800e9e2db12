import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metrics } from '../../../harness/stats/metrics/index.ts';
import { exampleRecord } from '../../testing/example-record.ts';
import { outputsRecord } from '../../testing/outputs-record.ts';
import { files } from './files.ts';

interface Entry {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly range?: string;
  readonly extra?: string;
}

function filesOf(record: Parameters<NonNullable<typeof files.run>>[0]): Entry[][] {
  return (files.run?.(record) ?? []).map(({ text }) => JSON.parse(text));
}

test('each file holds the metrics of one direction', () => {
  const [bigger = [], smaller = []] = filesOf(outputsRecord());
  const better = (entry: Entry) => metrics.find(({ name }) => name === entry.name.split(' ').at(-1))?.better;
  assert.ok(bigger.length > 0 && bigger.every((entry) => better(entry) === 'higher'));
  assert.ok(smaller.length > 0 && smaller.every((entry) => better(entry) === 'lower'));
  const names = smaller.map(({ name }) => name);
  for (const metric of ['p50', 'p99', 'cpuPerRequest', 'rss', 'errors']) {
    assert.ok(names.includes(`single ${metric}`), metric);
  }
});

test('a value is the mean over trials in the unit of tables, and its range is the interval', () => {
  const record = exampleRecord({ workers: [1], proxies: ['none'] });
  const [bigger = [], smaller = []] = filesOf(record);
  const rates = record.trials.map((trial) => (trial.status === 'ok' ? trial.load.throughput : Number.NaN));
  const [throughput] = bigger;
  assert.equal(throughput?.name, 'single throughput');
  assert.ok(Math.abs((throughput?.value ?? 0) - rates.reduce((sum, rate) => sum + rate) / 3) < 1e-9);
  assert.match(throughput?.range ?? '', /^± \d+$/);
  assert.match(throughput?.extra ?? '', /^3 trials\n95% interval 9,\d{3} to 9,\d{3} req\/s$/);
  const memory = smaller.find(({ name }) => name === 'single rss');
  assert.equal(memory?.unit, 'MB');
  assert.ok(memory && memory.value > 10 && memory.value < 1000);
});

test('names are unique, and the same from one run to the next', () => {
  const names = filesOf(outputsRecord())
    .flat()
    .map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.includes('single pay, "now" p99'));
  const later = { ...outputsRecord(), startedAt: '2026-04-01T00:00:00.000Z', seed: 7 };
  assert.deepEqual(
    filesOf(later)
      .flat()
      .map(({ name }) => name),
    names,
  );
});

test('codes of warnings stand beside the figure', () => {
  const warnings = [{ code: 'foreign-load', text: 'other programs', numbers: {} }];
  const [[entry] = []] = filesOf(
    exampleRecord({ workers: [1], proxies: ['none'], alter: (trial) => ({ ...trial, warnings }) }),
  );
  assert.match(entry?.extra ?? '', /\nwarnings: foreign-load$/);
});

test('one trial has no range, and a failed one is mentioned', () => {
  const [bigger = []] = filesOf(outputsRecord());
  const entry = bigger.find(({ name }) => name === 'cluster-2-rr throughput');
  assert.equal(entry?.range, undefined);
  assert.equal(entry?.extra, '1 trial\n1 trial failed');
});
