/** Runs of made-up trials: their order, their end, and what is kept. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fakeRun } from '../dev/testing/fake-trials.ts';
import { resolved } from '../dev/testing/resolved.ts';
import { readRun } from '../judge/judge-run.ts';
import { JOURNAL_FILE } from '../records/journal.ts';

const two = { workers: [1, 2], policies: ['rr'], proxies: ['none'] };

test('every trial is made in the plan’s order, reported, written to the journal, and in the record', async (context) => {
  const { outcome, events } = await fakeRun(context, resolved({ ...two, trials: 3 }), () => 1_000);
  const { record, folder, saved } = outcome;
  assert.deepEqual([record.status, saved, record.trials.length], ['complete', true, 6]);
  assert.deepEqual(
    record.trials.map(({ order }) => order),
    [1, 2, 3, 4, 5, 6],
  );
  assert.equal(
    new Set(record.trials.slice(0, 2).map(({ cell }) => cell)).size,
    2,
    'a block has each cell once',
  );
  assert.deepEqual(await readRun(folder), record);
  assert.deepEqual((await readRun(join(folder, JOURNAL_FILE))).trials, record.trials);
  const types = events.map(({ type }) => type);
  assert.equal(types[0], 'planned');
  assert.equal(types.filter((type) => type === 'trial-ended').length, 6);
});

test('a failed trial does not affect the others', async (context) => {
  const { outcome } = await fakeRun(context, resolved({ ...two, trials: 2 }), ({ cell }) =>
    cell.id === 'single' ? 1_000 : 'it fell over',
  );
  const failed = outcome.record.trials.filter(({ status }) => status === 'failed');
  assert.deepEqual([outcome.record.status, outcome.record.trials.length, failed.length], ['complete', 4, 2]);
});

test('if no trial reaches the load phase, the first block is the last', async (context) => {
  const { outcome, events } = await fakeRun(context, resolved({ ...two, trials: 5 }), () => 'no such file');
  assert.deepEqual([outcome.record.status, outcome.record.trials.length], ['partial', 2]);
  const notices = events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));
  assert.match(notices.join(), /no variant reached the load phase/);
});

test('a precision adds trials to the variants that need them, and ends when all are precise', async (context) => {
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

test('Ctrl-C gives up the running trial, and keeps those that are done', async (context) => {
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

test('Ctrl-C with a precision leaves the run partial, although every planned trial is done', async (context) => {
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

test('a bug of ours loses the trials to come, never those that are done', async (context) => {
  const seen: unknown[] = [];
  const run = resolved({ ...two, trials: 2 });
  await assert.rejects(
    fakeRun(context, run, ({ order }) => {
      seen.push(order);
      return order < 3 ? 1_000 : Promise.reject(new TypeError('a bug'));
    }),
    /a bug/,
  );
  assert.deepEqual(seen, [1, 2, 3]);
});
