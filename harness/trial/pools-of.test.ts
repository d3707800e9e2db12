import assert from 'node:assert/strict';
import { test } from 'node:test';
import { poolsOf } from './pools-of.ts';

const services = { accepts: 96, atOnce: 20 };

test('the delay is the time of a query; where there is none, what the database measured', () => {
  const known = { perWorker: 5, accepted: 96, atOnce: 20 };
  assert.deepEqual(poolsOf({ pool: 5, delayMs: 50 }, services, 51.2), { ...known, queryMs: 50 });
  assert.deepEqual(poolsOf({ pool: 5, delayMs: null }, services, 0.03), { ...known, queryMs: 0.03 });
  assert.deepEqual(poolsOf({ pool: 5, delayMs: 0 }, services, null), { ...known, queryMs: null });
  assert.equal(poolsOf({ pool: null, delayMs: 50 }, services, 50), null, 'only the app knows');
});
