import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Restarts } from './restarts.ts';

test('delays grow, and replacements end after ten crashes within a minute', () => {
  const restarts = new Restarts();
  const delays = Array.from({ length: 11 }, (_, second) => restarts.next(second * 1_000));
  assert.deepEqual(delays, [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000, 5_000, null]);
});

test('a crash more than a minute ago is forgotten', () => {
  const restarts = new Restarts();
  assert.equal(restarts.next(0), 100);
  assert.equal(restarts.next(59_999), 200);
  assert.equal(restarts.next(60_000), 200);
  assert.equal(restarts.next(200_000), 100);
});
