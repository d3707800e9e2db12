import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchStepMs } from './search-step.ts';

test('a step lasts until it has the thousand responses of a p99, between a quarter and the whole of the window', () => {
  assert.equal(searchStepMs(200, 99, 10_000), 5_000);
  assert.equal(searchStepMs(20_000, 99, 10_000), 2_500);
  assert.equal(searchStepMs(50, 99, 10_000), 10_000);
});
