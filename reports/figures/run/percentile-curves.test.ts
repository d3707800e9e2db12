import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeHistograms } from '../../../harness/load/histogram.ts';
import { withHistogram } from '../../testing/example-histogram.ts';
import { exampleRecord } from '../../testing/example-record.ts';
import { only, options, shownOf } from '../../testing/example-run-figures.ts';

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
