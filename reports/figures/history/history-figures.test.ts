import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trendsOf } from '../../../harness/history/trends.ts';
import { exampleNights } from '../../testing/example-history.ts';
import type { LinesFigure } from '../figure.ts';
import { historyFigures } from './history-figures.ts';

const level = 9700;

test('nights are dots, levels are lines, and each change has its line, its commit and its range', () => {
  const steps = [
    { night: 40, change: -0.1 },
    { night: 70, change: 0.1 },
  ];
  const alter: NonNullable<Parameters<typeof exampleNights>[0]>['alter'] = (summary, night) => ({
    ...summary,
    dirty: night === 7,
  });
  const history = trendsOf(exampleNights({ cells: { single: { level, steps } }, alter }), {
    minChange: 0.02,
  });
  const [shown] = historyFigures(history);
  const trend = shown?.trend;
  assert.ok(trend && trend.changes.length === 2);
  const { series, rules, spans } = shown.data as LinesFigure;
  const dots = series.at(-1);
  assert.deepEqual(
    dots?.points.map(({ x, y, hollow }) => [x, y, hollow]),
    trend.points.map(({ night, value }) => [night, value, night === 7]),
  );
  assert.deepEqual(
    series.slice(0, -1).map(({ points }) => points.map(({ y }) => y)),
    trend.levels.map(({ mean }) => [mean, mean]),
  );
  assert.deepEqual(
    rules.map(({ at, tone }) => [at, tone]),
    trend.changes.map(({ point, effect }) => [point - 0.5, effect === 'better' ? 'good' : 'alarm']),
  );
  for (const [at, { range, night }] of trend.changes.entries()) {
    assert.ok(rules[at]?.label?.startsWith(night.commit?.slice(0, 7) ?? '-'));
    assert.deepEqual([spans[at]?.from, spans[at]?.to], [range.earliest - 0.5, range.latest - 0.5]);
  }
});

test('whiskers stand on few nights alone', () => {
  const whiskersOf = (nights: number) => {
    const [shown] = historyFigures(trendsOf(exampleNights({ nights }), { minChange: 0.02 }));
    assert.ok(shown?.data.kind === 'lines');
    const dots = shown.data.series.at(-1)?.points ?? [];
    assert.equal(dots.length, nights);
    return dots.filter(({ interval }) => interval !== undefined).length;
  };
  assert.equal(whiskersOf(60), 60);
  assert.equal(whiskersOf(61), 0);
});
