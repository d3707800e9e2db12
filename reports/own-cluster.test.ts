import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OkTrial, RunRecord } from '../harness/records/run.ts';
import { baselines } from './comparison.ts';
import { wordsOf } from './document/inline.ts';
import { groupFindings } from './findings/findings.ts';
import { groupResults } from './groups.ts';
import { renderMarkdown } from './render/markdown.ts';
import { comparisonsSection } from './sections/comparisons.ts';
import { resultsTable } from './sections/results.ts';
import { seriesOf } from './sections/scaling-series.ts';
import { exampleRecord, saturate } from './testing/example-record.ts';

type Processes = OkTrial['processes'];

/** As if the app of the single process had forked: `more` workers beside the one, under a primary or without. */
function forked(more: number, role: 'primary' | null): RunRecord {
  const processes = (own: Processes): Processes => {
    const [worker] = own;
    assert.ok(worker);
    const extra = Array.from({ length: more }, (_, index) => ({ ...worker, pid: 2_000 + index }));
    return [...own, ...extra, ...(role === null ? [] : [{ ...worker, pid: 1_999, role }])];
  };
  return exampleRecord({
    scenarios: [saturate],
    workers: [1, 4],
    policies: ['rr'],
    proxies: ['none'],
    alter: (trial, { topology }) =>
      topology === 'single' ? { ...trial, processes: processes(trial.processes) } : trial,
  });
}

function groupOf(record: RunRecord) {
  const [group] = groupResults(record);
  assert.ok(group);
  return group;
}

for (const [what, more, role, workers] of [
  ['its own cluster', 3, 'primary', '4 workers'],
  ['a primary and one worker', 0, 'primary', '1 worker'],
  ['processes that share the port without a primary', 1, null, '2 workers'],
] as const) {
  test(`an app with ${what}: the first finding, and nothing is compared with it`, () => {
    const group = groupOf(forked(more, role));
    const [first = '', ...others] = groupFindings(group).map(wordsOf);
    assert.ok(first.startsWith(`The app runs its own cluster of ${workers}: single is that cluster`), first);
    assert.doesNotMatch(others.join('\n'), /single process/);
    assert.deepEqual(baselines(group), []);
    assert.doesNotMatch(renderMarkdown(comparisonsSection(group)), /single/);
    const ratios = renderMarkdown(resultsTable(group, [])).match(/\d ×/g);
    assert.equal(ratios, null);
    assert.ok(
      seriesOf(group).every(({ members }) => members.every(({ cell }) => cell.topology !== 'single')),
    );
  });
}

test('a launcher and a helper beside one server are no cluster', () => {
  const record = exampleRecord({
    scenarios: [saturate],
    workers: [1, 4],
    policies: ['rr'],
    proxies: ['none'],
    alter: (trial, { topology }) => {
      const [worker] = trial.processes;
      if (topology !== 'single' || !worker) return trial;
      const extra = (['launcher', 'other'] as const).map((role, pid) => ({ ...worker, pid, role }));
      return { ...trial, processes: [worker, ...extra] };
    },
  });
  assert.doesNotMatch(groupFindings(groupOf(record)).map(wordsOf).join('\n'), /its own cluster/);
  assert.equal(baselines(groupOf(record)).length, 1);
});
