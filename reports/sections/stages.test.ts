import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFigures } from '../figures/run/run-figures.ts';
import { groupFindings } from '../findings/findings.ts';
import { groupResults } from '../groups.ts';
import { exampleRecord, steadyRate } from '../testing/example-record.ts';
import { renderedRun } from '../testing/rendered-run.ts';
import { stagedRecord } from '../testing/staged-record.ts';

test('each stage of each variant has a row, and is marked on the charts over time', () => {
  const record = stagedRecord();
  const markdown = renderedRun(record);
  assert.match(markdown, /\| `single` +\| 0 to 100 +\| +0 \| +30\.0 \| +50\.0 \| +49\.0 \| +12\.0 \| +0 \|/);
  assert.match(
    markdown,
    /\| `cluster-2-rr` +\| at 100 +\| +30\.0 \| +60\.0 \| +100 \| +98\.0 \| +20\.0 \| +6 \|/,
  );
  assert.match(markdown, /\*\*stages\*\*|stages.*`30s:100, 30s:100`/);
  const [group] = groupResults(record);
  assert.ok(group);
  const figures = runFigures(record, group);
  const marked = figures.filter(
    ({ data }) => data.kind === 'lines' && data.rules.some(({ label }) => label === 'at 100'),
  );
  assert.deepEqual(
    marked.map(({ data, file }) => [data.id, file === null ? 'page' : 'PNG']),
    [
      ['throughput-over-time', 'page'],
      ['p99-over-time', 'page'],
      ['throughput-over-time-by-stage', 'PNG'],
      ['p99-over-time-by-stage', 'PNG'],
      ['memory-per-worker', 'PNG'],
      ['memory-by-process', 'page'],
    ],
  );
});

test('findings of a load by stages name no rate', () => {
  const [group] = groupResults(stagedRecord());
  assert.ok(group);
  const all = JSON.stringify(groupFindings(group));
  assert.ok(all.includes('over all stages'), all);
  assert.ok(!all.includes('keep up'));
});

test('memory of a long window has its ends and its growth', () => {
  const markdown = renderedRun(stagedRecord());
  assert.match(markdown, /\| `single` +\| +1 \| +60 \| +66 \| +360 \(300 to 400\) \|/);
});

test('a constant load in a short window has none of this', () => {
  const markdown = renderedRun(exampleRecord({ workers: [1], scenarios: [steadyRate] }));
  assert.ok(!markdown.includes('By stage'));
  assert.ok(!markdown.includes('growth, MB per hour'));
});
