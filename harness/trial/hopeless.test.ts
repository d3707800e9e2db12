import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monotonicMs } from '../host/clock.ts';
import type { SoFar } from '../load/so-far.ts';
import { hopelessReason, untilHopeless } from './hopeless.ts';

const login: SoFar['failure'] = {
  label: 'POST /login',
  kind: 'non2xx',
  response: { status: 401, body: '"wrong name or password"' },
  thrown: null,
};
const sentOutside = { before: 12, after: 0 };
const failing: SoFar = {
  answered: 0,
  sentOutside,
  failed: 12,
  iterations: { completed: 0, failed: 12 },
  failure: login,
};
const reasonOf = (soFar: Partial<SoFar>) =>
  hopelessReason({ ...failing, ...soFar }, { warmupSeconds: 2, maxErrors: 0.01 });

test('a warm-up with nothing but failures ends the trial with the app’s words', () => {
  assert.equal(
    reasonOf({}),
    'every request failed during the warm-up of 2 s (12 requests): POST /login responded with 401, "wrong name or password"',
  );
});

test('a login that fails for everyone ends the trial, although its form loads', () => {
  assert.match(
    reasonOf({ answered: 12 }) ?? '',
    /^every iteration failed .* \(12 iterations\): POST \/login/,
  );
  const thrown = { ...login, kind: 'check' as const, thrown: 'login failed' };
  assert.match(reasonOf({ answered: 12, failure: thrown }) ?? '', /401, .*; the script threw: login failed$/);
});

test('one success, or no end at all, is hope', () => {
  assert.equal(reasonOf({ answered: 1, iterations: { completed: 0, failed: 0 } }), null);
  assert.equal(reasonOf({ answered: 12, iterations: { completed: 1, failed: 11 } }), null);
  assert.equal(reasonOf({ failed: 0, iterations: { completed: 0, failed: 0 } }), null, 'all still wait');
  assert.equal(
    reasonOf({ answered: 5_000, failed: 12 }),
    null,
    'a share of failures below --max-errors has figures',
  );
});

test('the load is asked at the end of the warm-up, unless the scenario expects failures', async () => {
  const { signal } = new AbortController();
  const patience = { warmupSeconds: 0.05, warmMs: monotonicMs() + 50, maxErrors: 0.01, signal };
  let asked = 0;
  const load = {
    soFar: async () => {
      asked++;
      return failing;
    },
  };
  await assert.rejects(untilHopeless(load, { ...patience, expectsFailures: false }), /every request failed/);
  assert.equal(asked, 1);
  const settled = await Promise.race([
    untilHopeless(load, { ...patience, expectsFailures: true }),
    new Promise((resolve) => setImmediate(() => resolve('patient'))),
  ]);
  assert.deepEqual([settled, asked], ['patient', 1]);
});
