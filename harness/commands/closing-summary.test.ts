import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  capacity,
  dbWait,
  exampleRecord,
  failedTrial,
  saturate,
  steadyRate,
} from '../../reports/testing/example-record.ts';
import { closingSummary } from './closing-summary.ts';

const around = { stdout: { isTTY: false }, env: {}, cwd: '/home/ann' };
const small = { workers: [1, 2], policies: ['rr'], proxies: ['none'], trials: 2 } as const;

test('a line a setup, and where the report is', () => {
  const text = closingSummary(exampleRecord(small), '/home/ann/runs/1/report.md', around);
  assert.match(
    text,
    /^\nsetup +req\/s +p50 ms +p99 ms +errors\nsingle +[\d,]+ ± [\d.]+ %( +[\d.,]+){3}\ncluster-2-rr +[\d,]+ ± [\d.]+ %( +[\d.,]+){3}\n\nreport: runs\/1\/report\.md\n$/,
  );
});

test('failed trials are counted, and a setup without figures has none', () => {
  const record = exampleRecord({
    ...small,
    alter: (trial) => (trial.cell === 'single' ? failedTrial(trial, 'ended') : trial),
  });
  const text = closingSummary(record, null, around);
  assert.match(text, /\nsingle +– +– +– +– {2}2 trials failed\n/);
  assert.ok(!text.includes('report:'));
});

test('a run that was stopped says how far it came', () => {
  const { trials, ...rest } = exampleRecord(small);
  const text = closingSummary({ ...rest, status: 'partial', trials: trials.slice(0, 1) }, null, around);
  assert.match(text, /\nstopped after 1 of 4 trials\n$/);
});

test('an open loop shows what it offered, a search the capacity with its interval', () => {
  const scenarios = [steadyRate, capacity];
  const text = closingSummary(exampleRecord({ ...small, scenarios }), null, around);
  assert.match(
    text,
    /\nsetup +offered +req\/s +p50 ms +p99 ms +errors\nsingle +9,000 +9,000 +[\d.]+ +[\d.]+ ± /,
  );
  assert.match(text, /\nsetup +capacity req\/s +p50 ms +p99 ms +errors\nsingle +[\d,]+ ± /);
});

test('scenarios and apps have a table each', () => {
  const text = closingSummary(exampleRecord({ ...small, scenarios: [dbWait, saturate] }), null, around);
  assert.match(text, /\ndb-wait, express\nsetup/);
  assert.match(text, /\n\nsaturate, express\nsetup/);
});
