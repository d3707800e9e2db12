import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell, OkTrial } from '../harness/records/run.ts';
import { errorTotal } from './cell-result.ts';
import { compare, scored } from './comparison.ts';
import { groupResults } from './groups.ts';
import { capacity, exampleRecord, failedTrial } from './testing/example-record.ts';

const small = { workers: [1, 4], policies: ['rr'], proxies: ['none'] } as const;

function withFigures(values: readonly number[], p99: readonly number[] = [1, 2, 3]) {
  return (trial: OkTrial): OkTrial => ({
    ...trial,
    load: {
      ...trial.load,
      throughput: values[trial.trial - 1] ?? 0,
      latency: { ...trial.load.latency, p99: p99[trial.trial - 1] ?? 0 },
      errors: { ...trial.load.errors, timeout: trial.trial },
    },
  });
}

test('throughput and percentiles are means over trials with an interval, errors are sums', () => {
  const record = exampleRecord({ ...small, alter: withFigures([100, 130, 160], [9, 2, 49]) });
  const single = groupResults(record)[0]?.results[0]?.figures;
  assert.equal(single?.throughput.mean, 130);
  // Student's t of two degrees of freedom at 97.5%, 4.30265, x 30 / sqrt(3).
  assert.equal(single?.throughput.interval?.halfWidth.toFixed(2), '74.52');
  assert.equal(single?.latency.p99?.mean, 20);
  assert.equal(single && errorTotal(single.errors), 6);
});

test('the typical trial is the one of the median throughput, the lower one of two', () => {
  const three = groupResults(exampleRecord({ ...small, alter: withFigures([300, 100, 200]) }));
  assert.equal(three[0]?.results[0]?.figures?.typical.trial, 3);
  const two = groupResults(exampleRecord({ ...small, trials: 2, alter: withFigures([300, 100]) }));
  assert.equal(two[0]?.results[0]?.figures?.typical.trial, 2);
});

test('a percentile that one trial has too few answers for is unknown, not that of the others', () => {
  const record = exampleRecord({
    ...small,
    alter: (trial) => ({ ...trial, load: { ...trial.load, completed: trial.trial === 2 ? 5_000 : 50_000 } }),
  });
  const single = groupResults(record)[0]?.results[0]?.figures;
  assert.equal(single?.latency.p99_9, null);
  assert.equal(single?.latency.p99?.values.length, 3);
});

test('failed trials are kept apart and do not enter the figures', () => {
  const record = exampleRecord({
    ...small,
    alter: (trial) => (trial.trial === 2 ? failedTrial(trial, 'no') : withFigures([100, 0, 200])(trial)),
  });
  const [single] = groupResults(record)[0]?.results ?? [];
  assert.equal(single?.failed.length, 1);
  assert.equal(single?.figures?.throughput.values.length, 2);
  assert.equal(single?.figures?.throughput.mean, 150);
});

test('memory is that of workers and primary, and unknown where one of them does not tell', () => {
  const rss = (known: boolean) =>
    exampleRecord({
      ...small,
      proxies: ['nginx'],
      alter: (trial) => ({
        ...trial,
        processes: trial.processes.map((worker, index) => ({
          ...worker,
          rssBytes: !known && index === 0 ? null : 10,
        })),
      }),
    });
  const [, known] = groupResults(rss(true))[0]?.results ?? [];
  assert.equal(known?.cell.variant, 'nginx+cluster-4-rr');
  assert.equal(known?.figures?.memoryBytes, 50);
  assert.equal(groupResults(rss(false))[0]?.results[1]?.figures?.memoryBytes, null);
});

test('each scenario and app is a group of its own, with a slug that no other group has', () => {
  const groups = groupResults(exampleRecord({ ...small, apps: ['a b', 'a|b', 'Ünïcode'] }));
  assert.deepEqual(
    groups.map(({ slug }) => slug),
    ['1-db-wait-a-b', '2-db-wait-a-b', '3-db-wait-n-code'],
  );
  assert.deepEqual(
    groups[1]?.results.map(({ cell }) => cell.variant),
    ['single', 'cluster-4-rr'],
  );
});

test('cells without trials are listed; skipped ones are not', () => {
  const record = exampleRecord({ ...small, alter: (trial) => (trial.cell === 'single' ? trial : null) });
  const [group] = groupResults({ ...record, status: 'partial' });
  assert.equal(group?.results[1]?.figures, null);
  const skipped = groupResults({ ...record, skipped: [{ cell: 'cluster-4-rr', reason: 'no' }] });
  assert.deepEqual(
    skipped[0]?.results.map(({ cell }) => cell.variant),
    ['single'],
  );
});

/** Trials whose searches all end in the same bracket. */
const sought = (low: number, high: number | null) => (trial: OkTrial) => ({
  ...trial,
  search: trial.search && { ...trial.search, rate: low, low, high },
});

test('a capacity is known no better than the bracket of its searches', () => {
  const scoreOf = (high: number | null) =>
    groupResults(exampleRecord({ ...small, scenarios: [capacity], alter: sought(10_000, high) }))[0]
      ?.results[0]?.figures?.score;
  assert.equal(scoreOf(10_200)?.interval?.halfWidth, 200);
  assert.equal(scoreOf(10_200)?.interval?.relativeHalfWidth, 0.02);
  assert.equal(scoreOf(null)?.mean, 10_000);
  assert.equal(scoreOf(null)?.interval, null);
});

test('the difference of two capacities reaches as far as their brackets', () => {
  const alter = (trial: OkTrial, { workers }: Cell) =>
    workers === 1 ? sought(10_000, 10_200)(trial) : sought(10_100, 10_300)(trial);
  const results = scored(
    groupResults(exampleRecord({ ...small, scenarios: [capacity], alter }))[0]?.results ?? [],
  );
  const [single, cluster] = results;
  assert.ok(single && cluster);
  const { outcome, interval } = compare(cluster, single);
  assert.equal(outcome, 'level');
  assert.deepEqual(interval, { low: -0.01, high: 0.03 });
});
