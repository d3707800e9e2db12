import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareInterval } from './wilson.ts';

test('the interval is that of the formula', () => {
  // 10 of 50, by hand: 0.1124 to 0.3304.
  const { low, high } = shareInterval({ seen: 10, of: 50 });
  assert.ok(Math.abs(low - 0.1124) < 1e-4 && Math.abs(high - 0.3304) < 1e-4, `${low} ${high}`);
});

test('none and all of the cases leave room on one side only', () => {
  const none = shareInterval({ seen: 0, of: 1_000 });
  assert.deepEqual(none.low < 1e-12, true);
  assert.ok(Math.abs(none.high - 3.8415 / 1_003.8415) < 1e-6);
  const all = shareInterval({ seen: 1_000, of: 1_000 });
  assert.ok(all.high === 1 && Math.abs(all.low - 1_000 / 1_003.8415) < 1e-6);
});
