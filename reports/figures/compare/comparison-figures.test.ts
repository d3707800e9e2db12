import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricValue } from '../../compare/words.ts';
import { exampleComparison, pairedComparison } from '../../testing/example-comparison.ts';
import { mixedComparison } from '../../testing/mixed-comparison.ts';
import { wideComparison } from '../../testing/wide-comparison.ts';
import { drawingOf } from '../draw/drawing.ts';
import { PNG_SHEET } from '../draw/png.ts';
import type { Row, RowsFigure } from '../figure.ts';
import { comparisonFigures } from './comparison-figures.ts';

type Shown = Parameters<typeof comparisonFigures>[0];

function rowsOf(comparison: Shown): Record<string, RowsFigure> {
  const figures = comparisonFigures(comparison).map(({ data }) => data as RowsFigure);
  return Object.fromEntries(figures.map((figure) => [figure.id, figure]));
}

test('each change stands at its percent, with its interval, its band and its verdict', () => {
  const comparison = mixedComparison();
  const { effects } = rowsOf(comparison);
  assert.ok(effects);
  for (const [at, { primary, threshold, verdict }] of comparison.cells.entries()) {
    const row: Row | undefined = effects.rows[at];
    assert.ok(primary.change !== null && primary.interval);
    assert.equal(row?.points[0]?.value, 100 * primary.change);
    assert.deepEqual(row?.points[0]?.interval, [100 * primary.interval.low, 100 * primary.interval.high]);
    assert.deepEqual(row?.band, [-100 * threshold, 100 * threshold]);
    assert.ok(effects.legend.some(({ name }) => name === row?.points[0]?.entry));
    assert.equal(row?.textTone === 'alarm', verdict === 'regression');
  }
});

test('every trial of both sides is a point, and pairs are linked', () => {
  for (const comparison of [wideComparison(3, { runs: 2 }), pairedComparison({ verdict: 'undecided' })]) {
    const { distributions } = rowsOf(comparison);
    for (const [at, { primary, pairs }] of comparison.cells.entries()) {
      const { points = [], links = [] } = distributions?.rows[at] ?? {};
      const mean = primary.base.mean ?? Number.NaN;
      const base = points.filter(({ entry }) => entry === 'base').map(({ value }) => value);
      assert.deepEqual(
        base,
        primary.base.runs.flat().map((value) => 100 * (value / mean - 1)),
      );
      assert.equal(points.length, primary.base.runs.flat().length + primary.head.runs.flat().length + 1);
      assert.equal(links.length, pairs ?? 0);
      for (const [from, to] of links) assert.ok((points[from]?.aside ?? 0) < (points[to]?.aside ?? 0));
    }
  }
});

test('a trial reads as its side, run and number, with its own value', () => {
  const comparison = wideComparison(3, { runs: 2 });
  const { distributions } = rowsOf(comparison);
  const [cell] = comparison.cells;
  const points = distributions?.rows[0]?.points ?? [];
  assert.ok(cell);
  const { base, metric } = cell.primary;
  const value = base.runs[1]?.[2] ?? Number.NaN;
  const about = points[(base.runs[0]?.length ?? 0) + 2]?.about;
  assert.equal(about, `base, run 2, trial 3: ${metricValue(metric, value)}`);
  assert.ok(points.every((point) => point.about?.includes('req/s')));
});

test('without figures there is nothing to show, and a single trial is shown', () => {
  const [cell] = exampleComparison([{ trials: 1 }]).cells;
  assert.ok(cell);
  const nothing = { mean: null, runs: [] };
  const bare = {
    ...cell,
    primary: { ...cell.primary, base: nothing, head: nothing, change: null, interval: null },
  };
  const ids = (cells: (typeof cell)[]) => Object.keys(rowsOf(exampleComparison([], { cells })));
  assert.deepEqual(ids([]), []);
  assert.deepEqual(ids([bare]), []);
  assert.deepEqual(ids([bare, cell]), ['effects', 'distributions']);
});

test('pictures grow with variants and runs', () => {
  const heights = (count: number, runs = 1) =>
    comparisonFigures(wideComparison(count, { runs })).map(({ data }) => drawingOf(data, PNG_SHEET).height);
  const [few = 0, fewTrials = 0] = heights(2);
  const [many = 0, manyTrials = 0] = heights(24);
  const [sameRows, moreRuns = 0] = heights(2, 3);
  assert.ok(many > few && manyTrials > fewTrials && moreRuns > fewTrials);
  assert.equal(sameRows, few);
});
