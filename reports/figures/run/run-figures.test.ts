import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeHistograms } from '../../../harness/load/histogram.ts';
import type { RunRecord } from '../../../harness/records/run.ts';
import { type Group, groupResults } from '../../groups.ts';
import { limitOf } from '../../limits.ts';
import { withHistogram } from '../../testing/example-histogram.ts';
import { exampleRecord, failedTrial, steadyRate } from '../../testing/example-record.ts';
import type { FigureData, Series } from '../figure.ts';
import { shownPart } from '../shown.ts';
import { type RunFigure, runFigures } from './run-figures.ts';

const options = { workers: [1, 4], policies: ['rr', 'none'], proxies: ['none', 'nginx'] } as const;

function shownOf(record: RunRecord): { group: Group; figures: RunFigure[] } {
  const [group] = groupResults(record);
  assert.ok(group);
  return { group, figures: runFigures(record, group) };
}

function only<Kind extends FigureData['kind']>(
  figures: readonly RunFigure[],
  kind: RunFigure['kind'],
  shape: Kind,
) {
  const [data, ...others] = figures.filter((one) => one.kind === kind).map((one) => one.data);
  assert.equal(others.length, 0);
  assert.equal(data?.kind, shape);
  return data as FigureData & { kind: Kind };
}

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

test('curves of percentiles pool the trials, and end where fewer than ten responses lie beyond', () => {
  const { group, figures } = shownOf(exampleRecord({ ...options, alter: withHistogram }));
  const { series } = only(figures, 'percentile-curves', 'lines');
  assert.equal(series.length, group.results.length);
  for (const [at, { ok }] of group.results.entries()) {
    const pooled = mergeHistograms(ok.map(({ load }) => load.latency.histogram));
    const points = series[at]?.points ?? [];
    for (const percent of [0, 50, 90, 99, 99.9]) {
      const point = points.find(({ x }) => x === percent);
      assert.equal(point?.y, pooled.getValueAtPercentile(percent) / 1_000, `p${percent}`);
    }
    const last = points.at(-1)?.x ?? 0;
    assert.ok(last <= 99.99 && (pooled.totalCount * (100 - last)) / 100 >= 9.99, `${last}`);
  }
  const few = exampleRecord({ ...options, connections: 1, trials: 1, alter: withHistogram });
  const [first] = only(shownOf(few).figures, 'percentile-curves', 'lines').series;
  const count = shownOf(few).group.results[0]?.ok[0]?.load.completed ?? 0;
  assert.ok(count < 1_000 && (first?.points.at(-1)?.x ?? 100) < 99, `${count} responses`);
});

test('a histogram that cannot be read costs its curve alone', () => {
  const { group, figures } = shownOf(
    exampleRecord({
      ...options,
      alter: (trial) => (trial.cell === 'single' && trial.trial === 2 ? trial : withHistogram(trial)),
    }),
  );
  const { series } = only(figures, 'percentile-curves', 'lines');
  assert.equal(series.length, group.results.length - 1);
  assert.ok(series.every(({ name }) => name !== 'single'));
});

test('each second of each trial is shown, one trial at a time; failures only where there are any', () => {
  const record = exampleRecord(options);
  const { figures } = shownOf(record);
  const [trial] = record.trials;
  assert.equal(trial?.status, 'ok');
  for (const [id, read] of [
    ['throughput-over-time', 'completed'],
    ['p99-over-time', 'p99Ms'],
  ] as const) {
    const data = figures.find((one) => one.data.id === id)?.data;
    assert.ok(data?.kind === 'lines');
    assert.equal(data.choices.length, record.trials.length);
    const shown: Series | undefined = data.series.find(
      ({ choice }) => choice === `single, trial ${trial.trial}`,
    );
    assert.deepEqual(
      shown?.points.map(({ x, y }) => [x, y]),
      trial.load.perSecond.map((second, at) => [at + 0.5, second[read]]),
    );
  }
  const failing = exampleRecord({
    ...options,
    alter: (one) => ({
      ...one,
      load: { ...one.load, perSecond: one.load.perSecond.map((second) => ({ ...second, failed: 2 })) },
    }),
  });
  const kinds = shownOf(failing).figures.filter(({ kind }) => kind === 'over-time');
  assert.deepEqual(
    kinds.map(({ data }) => data.id),
    ['throughput-over-time', 'p99-over-time', 'failures-over-time'],
  );
});

test('a failed trial is shown over time as far as it was measured', () => {
  const record = exampleRecord({
    ...options,
    alter: (trial) => {
      if (trial.cell !== 'single' || trial.trial === 1) return trial;
      const { load } = trial;
      return { ...failedTrial(trial, 'too many errors'), load: trial.trial === 2 ? load : null };
    },
  });
  const data = shownOf(record).figures.find((one) => one.data.id === 'throughput-over-time')?.data;
  assert.ok(data?.kind === 'lines');
  assert.deepEqual(data.choices.slice(0, 2), ['single, trial 1', 'single, trial 2 (failed)']);
  assert.equal(data.choices.length, record.trials.length - 1);
});

test('the events of a trial are marked from start to end on its own charts alone', () => {
  const events = [
    { name: 'deploy', atSeconds: 2, endedSeconds: 4.5, detail: {} },
    { name: 'crash', atSeconds: 6, endedSeconds: null, detail: {} },
  ];
  const record = exampleRecord({
    ...options,
    alter: (trial) => (trial.cell === 'single' && trial.trial === 2 ? { ...trial, events } : trial),
  });
  const over = shownOf(record).figures.flatMap(({ kind, data }) =>
    kind === 'over-time' && data.kind === 'lines' ? [data] : [],
  );
  assert.equal(over.length, 2);
  for (const figure of over) {
    const marksOf = (choice: string) => {
      const part = shownPart(figure, { hidden: new Set(), choice });
      assert.ok(part.kind === 'lines');
      return {
        rules: part.rules.map(({ at, label }) => [at, label]),
        spans: part.spans.map(({ from, to }) => [from, to]),
      };
    };
    assert.deepEqual(marksOf('single, trial 1'), { rules: [], spans: [] });
    assert.deepEqual(marksOf('single, trial 2'), {
      ...{
        rules: [
          [2, 'deploy'],
          [6, 'crash'],
        ],
        spans: [
          [2, 4.5],
          [6, 10],
        ],
      },
    });
  }
});

test('roles stand end to end, and together are all cores that were busy', () => {
  const { group, figures } = shownOf(exampleRecord(options));
  const { rows } = only(figures, 'cpu-by-role', 'rows');
  for (const [at, { bars }] of rows.entries()) {
    const total = Object.values(group.results[at]?.figures?.coresByRole ?? {}).reduce((a, b) => a + b, 0);
    assert.ok(Math.abs((bars.at(-1)?.to ?? 0) - total) < 1e-9);
    for (const [place, bar] of bars.entries()) assert.equal(bar.from, bars[place - 1]?.to ?? 0);
  }
});

test('lines over workers begin at the single process of their panel', () => {
  const { group, figures } = shownOf(exampleRecord(options));
  const { series, panels, y } = only(figures, 'scaling', 'lines');
  assert.deepEqual(panels, ['', 'behind nginx']);
  const single = group.results.find(({ cell }) => cell.variant === 'nginx+single')?.figures?.score?.mean;
  const behind = series.filter(({ panel, name }) => panel === 1 && name === 'cluster-rr');
  assert.deepEqual([behind.length, behind[0]?.points[0]?.y], [1, single]);
  assert.equal(y.min, 0);
});

test('the model is a dashed line for each family, only where it applies', () => {
  const { group, figures } = shownOf(exampleRecord(options));
  const { series } = only(figures, 'scaling', 'lines');
  const models = series.filter(({ style }) => style === 'dashed');
  const families = series.filter(({ style, points }) => style === 'solid' && points.length > 1);
  assert.equal(models.length, families.length);
  for (const model of models) assert.ok(families.some(({ colour }) => colour === model.colour));
  const many = group.results.find(({ cell }) => cell.variant === 'cluster-4-rr')?.figures?.model;
  assert.ok(many && models.some(({ points }) => points.at(-1)?.y === many.perWorker));
  const without = exampleRecord({ ...options, alter: (trial) => ({ ...trial, model: null }) });
  const plain = only(shownOf(without).figures, 'scaling', 'lines');
  assert.ok(plain.series.every(({ style }) => style !== 'dashed'));
  assert.ok(plain.subtitle.every((line) => !line.includes('model')));
});

test('settings are lines of their own, and a cluster of one worker is on its line', () => {
  const record = exampleRecord({ ...options, proxies: ['none'], policies: ['rr'] });
  const [single, many] = record.cells;
  assert.ok(single && many);
  const one = { ...many, id: 'cluster-1-rr', variant: 'cluster-1-rr', workers: 1 };
  const watched = { ...many, id: 'watched', variant: 'watched', settings: { watchdog: '5s' } };
  const copies = (cell: string, of: string) =>
    record.trials.filter((trial) => trial.cell === of).map((trial) => ({ ...trial, cell }));
  const { figures } = shownOf({
    ...record,
    cells: [...record.cells, one, watched],
    trials: [...record.trials, ...copies(one.id, single.id), ...copies(watched.id, many.id)],
  });
  const lines = only(figures, 'scaling', 'lines').series.filter(({ style }) => style === 'solid');
  const aboutOf = (name: string) =>
    lines.find((line) => line.name === name)?.points.map(({ about }) => about);
  assert.deepEqual(aboutOf('cluster-rr'), ['1 worker', '4 workers']);
  assert.deepEqual(aboutOf('cluster-rr:watchdog=5s'), ['1 worker', '4 workers']);
  assert.equal(new Set(lines.map(({ colour }) => colour)).size, lines.length);
});

test('latencies that were measured under rates of their own are no line over workers', () => {
  const record = exampleRecord({
    ...options,
    scenarios: [steadyRate],
    alter: (trial, { workers }) => ({ ...trial, load: { ...trial.load, offeredRate: 1_000 * workers } }),
  });
  assert.ok(shownOf(record).figures.every(({ kind }) => kind !== 'scaling'));
});
