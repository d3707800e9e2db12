import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunRecord } from '../harness/records/run.ts';
import { interruptionTexts, measuringSeconds } from './interruptions.ts';
import { runDocument } from './run/document.ts';
import { exampleRecord } from './testing/example-record.ts';
import { markdownText } from './testing/renderings.ts';

const record: RunRecord = {
  ...exampleRecord({ workers: [1, 2], policies: ['rr'], proxies: ['none'] }),
  startedAt: '2026-03-01T12:00:00.000Z',
  finishedAt: '2026-03-03T12:14:00.000Z',
  interruptions: [
    { afterTrial: 2, cutAt: '2026-03-01T12:05:00.000Z', resumedAt: '2026-03-01T15:05:00.000Z' },
    { afterTrial: 4, cutAt: '2026-03-01T15:06:00.000Z', resumedAt: '2026-03-03T12:06:00.000Z' },
  ],
};

test('each interruption is told with its trial and the gap after it', () => {
  assert.deepEqual(interruptionTexts(record), [
    'interrupted after trial 2 of 6 and resumed 3 hours later',
    'interrupted after trial 4 of 6 and resumed 2 days later',
  ]);
});

test('after a kill, the gap counts from the end of the last trial', () => {
  const trials = record.trials.map((trial) =>
    trial.status === 'ok' ? { ...trial, windowStartedAt: '2026-03-01T12:00:00.000Z' } : trial,
  );
  const interruptions = [{ afterTrial: 2, cutAt: null, resumedAt: '2026-03-01T12:05:10.000Z' }];
  const killed = { ...record, trials, interruptions, finishedAt: '2026-03-01T12:14:00.000Z' };
  assert.deepEqual(interruptionTexts(killed), ['cut off after trial 2 of 6 and resumed 5 minutes later']);
  assert.equal(measuringSeconds(killed), 14 * 60 - 300);
});

test('the time of a run leaves the gaps out', () => {
  assert.equal(measuringSeconds(record), (5 + 1 + 8) * 60);
});

test('the report begins with the sittings, and lists the interruptions with the plan', () => {
  const text = markdownText(runDocument(record));
  assert.match(text, / · 14 min · /);
  assert.match(text, /\*\*The run spans 3 sittings\*\*: it was interrupted after trial 2 of 6/);
  assert.match(text, /\| interruptions +\| interrupted after trial 2 of 6 and resumed 3 hours later; /);
});
