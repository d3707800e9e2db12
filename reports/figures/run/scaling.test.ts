import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord, steadyRate } from '../../testing/example-record.ts';
import { only, options, shownOf } from '../../testing/example-run-figures.ts';

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
