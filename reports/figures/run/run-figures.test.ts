import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitOf } from '../../limits.ts';
import { withHistogram } from '../../testing/example-histogram.ts';
import { exampleRecord, failedTrial } from '../../testing/example-record.ts';
import { only, options, shownOf } from '../../testing/example-run-figures.ts';

test('a run has each figure once, those of a page without a PNG', () => {
  const { figures } = shownOf(exampleRecord({ ...options, alter: withHistogram }));
  assert.deepEqual(
    figures.map(({ kind, file }) => [kind, file]),
    [
      ['metric', 'charts/throughput.png'],
      ['scaling', 'charts/scaling.png'],
      ['latency', 'charts/latency.png'],
      ['percentile-curves', null],
      ['over-time', null],
      ['over-time', null],
      ['cpu-by-role', 'charts/cpu-by-role.png'],
      ['core-heat-map', 'charts/core-heat-map.png'],
      ['worker-shares', 'charts/worker-shares.png'],
    ],
  );
});

test('bars end at the mean of each variant, with its interval and its limit', () => {
  const { group, figures } = shownOf(exampleRecord(options));
  const { rows } = only(figures, 'metric', 'rows');
  assert.equal(rows.length, group.results.length);
  for (const [at, { figures: known, cell }] of group.results.entries()) {
    const row = rows[at];
    assert.ok(known?.score?.interval && row);
    assert.equal(row.name, cell.variant);
    assert.equal(row.isProxied, cell.proxy !== null);
    assert.equal(row.bars[0]?.to, known.score.mean);
    assert.deepEqual(row.bars[0]?.interval, [known.score.interval.low, known.score.interval.high]);
    const result = group.results[at];
    assert.equal(row.limit, result?.figures ? limitOf({ ...result, figures: result.figures })?.limit : null);
  }
});

test('a variant without a figure keeps its row, and says why', () => {
  const alter = (trial: Parameters<typeof failedTrial>[0]) =>
    trial.cell === 'cluster-4-rr' ? failedTrial(trial, 'no port') : trial;
  const { figures } = shownOf(exampleRecord({ ...options, alter }));
  const row = only(figures, 'metric', 'rows').rows.find(({ name }) => name === 'cluster-4-rr');
  assert.deepEqual([row?.bars, row?.points, row?.text, row?.textTone], [[], [], 'failed: no port', 'alarm']);
});

test('latencies are shown as the record has them, on a logarithmic axis that holds them all', () => {
  const { group, figures } = shownOf(exampleRecord(options));
  const { rows, axis } = only(figures, 'latency', 'rows');
  for (const [at, { figures: known }] of group.results.entries()) {
    const { p50, p90, p99, p99_9 } = known?.latency ?? {};
    assert.deepEqual(
      rows[at]?.points.map(({ value }) => value),
      [p50, p90, p99, p99_9].map((one) => one?.mean),
    );
  }
  const values = rows.flatMap(({ points }) => points.map(({ value }) => value));
  assert.equal(axis.scale, 'logarithmic');
  assert.ok((axis.min ?? 0) < Math.min(...values) && (axis.max ?? 0) > Math.max(...values));
});

test('shares of workers are left out where an event ended a worker, whose requests are unknown', () => {
  const alter = (trial: Parameters<typeof failedTrial>[0]) => ({
    ...trial,
    processes: trial.processes.filter(({ instance }) => instance !== 0),
  });
  const { figures } = shownOf(exampleRecord({ ...options, alter }));
  assert.ok(!figures.some(({ kind }) => kind === 'worker-shares'));
});

test('roles stand end to end, and together are all cores that were busy', () => {
  const { group, figures } = shownOf(exampleRecord(options));
  const { rows } = only(figures, 'cpu-by-role', 'rows');
  for (const [at, { bars }] of rows.entries()) {
    const total = Object.values(group.results[at]?.figures?.coresByRole ?? {}).reduce<number>(
      (sum, cores) => sum + (cores ?? 0),
      0,
    );
    assert.ok(Math.abs((bars.at(-1)?.to ?? 0) - total) < 1e-9);
    for (const [place, bar] of bars.entries()) assert.equal(bar.from, bars[place - 1]?.to ?? 0);
  }
});
