import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timelineFigure } from '../figures/run/timeline.ts';
import { groupResults } from '../groups.ts';
import { assertGolden } from '../testing/golden.ts';
import { lossesRecord } from '../testing/losses-record.ts';
import { renderedRun } from '../testing/rendered-run.ts';

test('deploys and crashes, with requests that were lost, refused and executed twice', () => {
  assertGolden('losses.golden.md', renderedRun(lossesRecord()));
});

test('the timeline of a run with events', () => {
  const [group] = groupResults(lossesRecord());
  assert.ok(group);
  const { series, ...about } = timelineFigure(group) ?? assert.fail();
  // A line for each series.
  const lines = [JSON.stringify(about, null, 1), ...series.map((one) => JSON.stringify(one))];
  assertGolden('losses-timeline.golden.txt', `${lines.join('\n')}\n`);
});
