import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeRange } from './e-divisive.ts';

test('a change without noise is located exactly', () => {
  assert.deepEqual(changeRange([5, 5, 5, 5, 7, 7, 7], 4), { earliest: 4, latest: 4 });
});

test('points between both levels may belong to either', () => {
  const series = [10.1, 9.9, 10, 10.1, 9.9, 10.5, 11, 11.1, 10.9, 11];
  const { earliest, latest } = changeRange(series, 6);
  assert.deepEqual([earliest, latest], [5, 6]);
});

test('the place that was found is always within the range', () => {
  const { earliest, latest } = changeRange([1, 1.1, 0.9, 1, 5, 5.1, 4.9, 5], 2);
  assert.deepEqual([earliest, latest], [2, 4]);
});
