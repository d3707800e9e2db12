/**
 * The program knows metrics by the list alone: a metric that is made up here is compared, gated, drawn and reported.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparisonDocument } from '../../../reports/compare/document.ts';
import { runFigures } from '../../../reports/figures/run/run-figures.ts';
import { groupResults } from '../../../reports/groups.ts';
import { renderMarkdown } from '../../../reports/render/markdown.ts';
import { closingDocument } from '../../../reports/run/closing.ts';
import { runDocument } from '../../../reports/run/document.ts';
import { exampleRecord, saturate } from '../../../reports/testing/example-record.ts';
import { markdownText, terminalText } from '../../../reports/testing/renderings.ts';
import { scenarios } from '../../../scenarios/index.ts';
import { compared, faster, namedRun } from '../../dev/testing/compared-runs.ts';
import { gateRules } from '../../dev/testing/gate-rule.ts';
import { summarized } from '../../history/summary.ts';
import { trendsOf } from '../../history/trends.ts';
import { percentiles } from '../percentiles.ts';
import { metricNamed, metricNames, metricOf, metrics, usualMetric } from './index.ts';
import { changesOf, type Metric, usualTraits } from './metric.ts';

const madeUp: Metric = {
  ...usualTraits,
  name: 'madeUp',
  summary: 'a figure that is never measured',
  label: 'made-up figure',
  title: 'Made-up figure',
  unit: 'B',
  longUnit: 'kilobytes of it',
  shortUnit: 'kB',
  shownPer: 1_000,
  better: 'lower',
  kind: 'mean',
  read: ({ load }) => load.completed,
  gateUnits: { kB: 1_000 },
  changes: changesOf('made-up figure', 'higher', 'lower'),
  best: { winner: 'Least made up', leader: 'Least figure' },
  narrowTitle: 'made up kB',
  chart: { scale: 'linear', axis: 'made-up axis', scalingAxis: 'made-up axis' },
};

/** listed runs `find` with the metric in the list. `find` must be synchronous: other tests share the list. */
function listed<Found>(metric: Metric, find: () => Found): Found {
  const list = metrics as Metric[];
  list.push(metric);
  try {
    return find();
  } finally {
    list.splice(list.indexOf(metric), 1);
  }
}

const judged = { ...saturate, metric: madeUp.name };

test('a metric of the list is compared beside the deciding one', () => {
  const [cell] = listed(madeUp, () => compared(namedRun(), namedRun({ day: 2, alter: faster(0.8) }))).cells;
  const found = cell?.others.find(({ metric }) => metric === madeUp.name);
  assert.deepEqual([found?.unit, found?.better, Math.round(100 * (found?.change ?? 0))], ['B', 'less', -20]);
});

test('a metric of the list works as a gate, and decides scenarios that are judged by it', () => {
  const { text, cells, gates } = listed(madeUp, () => {
    const rules = gateRules('madeUp single < 1 kB');
    const run = { scenarios: [judged] };
    const head = namedRun({ ...run, day: 2, alter: faster(0.5) });
    const comparison = compared(namedRun(run), head, { gates: rules });
    return { ...comparison, text: markdownText(comparisonDocument(comparison)) };
  });
  assert.deepEqual([gates[0]?.limit, gates[0]?.result], [1_000, 'not-met']);
  assert.deepEqual([cells[0]?.primary.metric, cells[0]?.verdict], [madeUp.name, 'improvement']);
  assert.match(text, /has a lower made-up figure/);
  assert.match(text, /made-up figure in kB/);
});

test('a metric of the list decides a report, its charts, the terminal summary and the history', () => {
  const record = exampleRecord({ scenarios: [judged], workers: [1, 2], policies: ['rr'], proxies: ['none'] });
  const { report, figures, summary, trends } = listed(madeUp, () => ({
    report: renderMarkdown(runDocument(record)),
    figures: groupResults(record).flatMap((group) => runFigures(record, group)),
    summary: terminalText(closingDocument(record, null)),
    trends: trendsOf([summarized(record)], { minChange: 0.02 }).trends,
  }));
  assert.match(report, /\| made-up figure \(kB\) \|/);
  assert.match(report, /(Least made up|Least figure)\**: `[\w-]+` with [\d.,]+ kilobytes of it/);
  assert.match(report, /\*\*Made-up figure\*\*: a figure that is never measured; lower is better\./);
  assert.doesNotMatch(report, /Unknown metric/);
  assert.match(summary, /made up kB/);
  const chart = figures.find(({ kind }) => kind === 'metric');
  assert.equal(chart?.file, 'charts/madeUp.png');
  assert.match(JSON.stringify(chart?.data), /made-up axis \(less is better\)/);
  assert.deepEqual([trends[0]?.metric, trends[0]?.unit, trends[0]?.better], [madeUp.name, 'B', 'less']);
});

test('a metric in no list is reported, and its scenario is shown by the default one', () => {
  const record = exampleRecord({ scenarios: [judged] });
  const report = renderMarkdown(runDocument(record));
  assert.match(
    report,
    /\*\*Unknown metric\*\*: scenario saturate is judged by madeUp, a metric that .* does not know .*; its variants are shown by throughput\./,
  );
  assert.match(report, /\| throughput \(req\/s\) \|/);
  const run = { scenarios: [judged] };
  assert.throws(
    () => compared(namedRun(run), namedRun({ ...run, day: 2 })),
    /scenario saturate is judged by madeUp, .*: compare with the version that wrote the runs/,
  );
  assert.deepEqual(trendsOf([summarized(record)], { minChange: 0.02 }).trends, []);
});

test('a comparison of a newer version is rendered without knowing its metric', () => {
  const { cells, ...comparison } = compared(namedRun(), namedRun({ day: 2, alter: faster(0.8) }));
  const renamed = cells.map((cell) => ({ ...cell, primary: { ...cell.primary, metric: madeUp.name } }));
  const text = markdownText(comparisonDocument({ ...comparison, cells: renamed }));
  assert.match(text, /has a lower madeUp/);
});

test('names are found in the list, and are unique', () => {
  assert.equal(new Set(metricNames()).size, metrics.length);
  for (const metric of metrics) assert.equal(metricNamed(metric.name), metric);
  assert.equal(metricNamed('toString'), null);
  assert.equal(metricOf(undefined), usualMetric);
});

test('the properties of a metric agree', () => {
  for (const { name, kind, percentile, leastDifference, chart, shownPer, percentilesBeside } of metrics) {
    assert.ok(percentile === null || kind === 'percentile', name);
    assert.equal(leastDifference !== null, kind === 'share' || kind === 'count', name);
    assert.ok(chart.scale === 'linear' || shownPer === 1, name);
    const known = percentiles.map(({ percent }) => percent);
    assert.ok(
      percentilesBeside.every((percent) => known.includes(percent)),
      name,
    );
  }
});

test('every scenario is judged by a metric of the list', () => {
  for (const { name, metric } of scenarios) assert.notEqual(metricNamed(metric), null, name);
});
