/** Runs of made-up trials: their order, when they end, what is kept of them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fakeRun } from '../dev/testing/fake-trials.ts';
import { resolved } from '../dev/testing/resolved.ts';
import { readRun } from '../judge/judge-run.ts';
import { JOURNAL_FILE } from '../records/journal.ts';

const two = { workers: [1, 2], policies: ['rr'], proxies: ['none'] };

test('every trial is made in the plan’s order, told, journalled, and in the record', async (context) => {
  const { outcome, events } = await fakeRun(context, resolved({ ...two, trials: 3 }), () => 1_000);
  const { record, folder, saved } = outcome;
  assert.deepEqual([record.status, saved, record.trials.length], ['complete', true, 6]);
  assert.deepEqual(
    record.trials.map(({ order }) => order),
    [1, 2, 3, 4, 5, 6],
  );
  assert.equal(new Set(record.trials.slice(0, 2).map(({ cell }) => cell)).size, 2, 'a block holds each once');
  assert.deepEqual(await readRun(folder), record);
  assert.deepEqual((await readRun(join(folder, JOURNAL_FILE))).trials, record.trials);
  const types = events.map(({ type }) => type);
  assert.equal(types[0], 'planned');
  assert.equal(types.filter((type) => type === 'trial-ended').length, 6);
});

test('a trial that fails costs the run nothing else', async (context) => {
  const { outcome } = await fakeRun(context, resolved({ ...two, trials: 2 }), ({ cell }) =>
    cell.id === 'single' ? 1_000 : 'it fell over',
  );
  const failed = outcome.record.trials.filter(({ status }) => status === 'failed');
  assert.deepEqual([outcome.record.status, outcome.record.trials.length, failed.length], ['complete', 4, 2]);
});

test('where nothing comes to be loaded, the first block is the last', async (context) => {
  const { outcome, events } = await fakeRun(context, resolved({ ...two, trials: 5 }), () => 'no such file');
  assert.deepEqual([outcome.record.status, outcome.record.trials.length], ['partial', 2]);
  const notices = events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));
  assert.match(notices.join(), /no setup came to be loaded/);
});

test('a precision adds trials to the setups that need them, and ends when all are known', async (context) => {
  const run = resolved({ ...two, trials: 3, precision: 0.05, maxTrials: 7 });
  const wild = [1_000, 2_000, 500];
  const { outcome, events } = await fakeRun(context, run, ({ cell, trial }) =>
    cell.id === 'single' ? 1_000 + trial : (wild[trial % 3] ?? 0),
  );
  const count = (id: string) => outcome.record.trials.filter(({ cell }) => cell === id).length;
  assert.deepEqual([count('single'), count('cluster-2-rr')], [3, 7]);
  assert.equal(outcome.record.status, 'complete');
  assert.ok(
    outcome.record.warnings.some(({ code, cell }) => code === 'precision-missed' && cell === 'cluster-2-rr'),
  );
  assert.ok(events.some(({ type }) => type === 'extended'));
});

test('Ctrl-C gives the running trial up, and keeps those that are done', async (context) => {
  const patience = new AbortController();
  const { outcome } = await fakeRun(
    context,
    resolved({ ...two, trials: 3 }),
    ({ order }, signal) => {
      if (order < 3) return 1_000;
      patience.abort();
      return Promise.reject(signal.reason);
    },
    { signal: patience.signal },
  );
  assert.deepEqual([outcome.record.status, outcome.record.trials.length], ['partial', 2]);
});

test('Ctrl-C during a precision leaves the run partial, though every planned trial is done', async (context) => {
  const patience = new AbortController();
  const run = resolved({ ...two, workers: [1], trials: 2, precision: 0.001 });
  const { outcome } = await fakeRun(
    context,
    run,
    ({ trial }) => {
      if (trial === 3) patience.abort();
      return 1_000 * trial;
    },
    { signal: patience.signal },
  );
  assert.deepEqual([outcome.record.status, outcome.record.trials.length], ['partial', 3]);
});

test('a defect of ours costs the trials to come, never those that are done', async (context) => {
  const seen: unknown[] = [];
  const run = resolved({ ...two, trials: 2 });
  await assert.rejects(
    fakeRun(context, run, ({ order }) => {
      seen.push(order);
      return order < 3 ? 1_000 : Promise.reject(new TypeError('a defect'));
    }),
    /a defect/,
  );
  assert.deepEqual(seen, [1, 2, 3]);
});
