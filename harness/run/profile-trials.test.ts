/** Trials with the profiler on, of made-up trials: they come last, and cost nothing that was measured. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeRun } from '../dev/testing/fake-trials.ts';
import { resolved } from '../dev/testing/resolved.ts';

const two = { workers: [1, 2], policies: ['rr'], proxies: ['none'], trials: 2, isProfiled: true };

test('one more trial of each cell comes after the others, and is not among them', async (context) => {
  const made: number[] = [];
  const { outcome, events } = await fakeRun(context, resolved(two), ({ trial }) => {
    made.push(trial);
    return 1_000;
  });
  assert.deepEqual(made, [1, 1, 2, 2, 3, 3]);
  const { trials, profiles, status } = outcome.record;
  assert.deepEqual([status, trials.length], ['complete', 4]);
  assert.deepEqual(
    profiles.map(({ cell }) => cell),
    ['single', 'cluster-2-rr'],
  );
  assert.deepEqual(
    profiles.map((profile) => profile.status === 'missing' && profile.reason),
    new Array(2).fill('the trial had no window'),
  );
  const types = events.map(({ type }) => type).filter((type) => type.endsWith('-ended'));
  assert.deepEqual(types.slice(-3), ['trial-ended', 'profile-ended', 'profile-ended']);
  const [planned] = events;
  assert.deepEqual(planned?.type === 'planned' && [planned.trials, planned.profiles], [4, 2]);
});

test('a failed trial leaves a reason, and a cell without figures is not tried', async (context) => {
  const { outcome } = await fakeRun(context, resolved(two), ({ cell, trial }) =>
    cell.id === 'single' ? 'it fell over' : trial < 3 ? 1_000 : 'no port',
  );
  assert.deepEqual(outcome.record.profiles, [
    { cell: 'single', status: 'missing', reason: 'no trial of the variant has figures' },
    { cell: 'cluster-2-rr', status: 'missing', reason: 'its trial failed: no port' },
  ]);
  assert.equal(outcome.record.status, 'complete');
});

test('Ctrl-C in a trial with the profiler leaves the run complete', async (context) => {
  const patience = new AbortController();
  const { outcome } = await fakeRun(
    context,
    resolved(two),
    ({ trial }, signal) => {
      if (trial < 3) return 1_000;
      patience.abort();
      return Promise.reject(signal.reason);
    },
    { signal: patience.signal },
  );
  const { status, trials, profiles } = outcome.record;
  assert.deepEqual([status, trials.length], ['complete', 4]);
  assert.deepEqual(
    profiles.map((profile) => profile.status === 'missing' && profile.reason),
    new Array(2).fill('the run was interrupted'),
  );
});

test('a bug in a profile costs the profile alone', async (context) => {
  const { outcome } = await fakeRun(context, resolved(two), ({ trial }) =>
    trial < 3 ? 1_000 : Promise.reject(new TypeError('a bug')),
  );
  assert.equal(outcome.record.status, 'complete');
  assert.ok(outcome.record.profiles.every((one) => one.status === 'missing' && one.reason === 'a bug'));
});

test('a run without --profile has none', async (context) => {
  const { outcome } = await fakeRun(context, resolved({ ...two, isProfiled: false }), () => 1_000);
  assert.deepEqual([outcome.record.profiles, outcome.record.trials.length], [[], 4]);
});
