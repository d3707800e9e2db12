import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSupported } from './percentile-support.ts';

test('a percentile needs ten values beyond it', () => {
  for (const [percentile, least] of [
    [50, 20],
    [75, 40],
    [90, 100],
    [95, 200],
    [99, 1_000],
    [99.9, 10_000],
    [99.99, 100_000],
  ] as const) {
    assert.equal(isSupported(percentile, least), true, `p${percentile} of ${least}`);
    assert.equal(isSupported(percentile, least - 1), false, `p${percentile} of ${least - 1}`);
  }
});

test('the largest value is no percentile, and no values have none', () => {
  assert.equal(isSupported(100, 1e9), false);
  assert.equal(isSupported(50, 0), false);
});
