import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missShare } from './placement.ts';

test('requests meet another worker in 1 - sum of p^2 of all cases', () => {
  assert.equal(missShare([5, 5, 5, 5]), 0.75);
  assert.equal(missShare([7]), 0);
  assert.equal(missShare([10, 0, 0]), 0);
  const [skewed, byHand] = [missShare([1, 2, 3, 4]) ?? Number.NaN, 1 - (0.01 + 0.04 + 0.09 + 0.16)];
  assert.ok(Math.abs(skewed - byHand) < 1e-12, `${skewed}: an uneven share makes another worker less likely`);
  assert.equal(missShare([0, 0]), null);
  assert.equal(missShare([]), null);
});
