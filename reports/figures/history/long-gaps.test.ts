import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longGaps } from './long-gaps.ts';

test('long times without a night are found, the usual ones are none', () => {
  const after = (...days: number[]) =>
    longGaps(days.map((day) => ({ startedAt: new Date(Date.UTC(2026, 0, 1 + day)).toISOString() })));
  assert.deepEqual(after(0, 1, 2, 23, 24, 25), [{ night: 3, days: 21 }]);
  assert.deepEqual(after(0, 7, 14, 21, 35), [], 'one a week');
  assert.deepEqual(after(0), []);
  assert.deepEqual(after(), []);
});
