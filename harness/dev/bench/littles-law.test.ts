import assert from 'node:assert/strict';
import { test } from 'node:test';
import { littlesLawRatio } from './littles-law.ts';

test('a closed loop keeps every connection in flight', () => {
  assert.equal(littlesLawRatio(10_000, 50, 500), 1);
  assert.equal(littlesLawRatio(90_000, 0.1, 64)?.toFixed(4), '0.1406');
  assert.equal(littlesLawRatio(0, 0, 0), null);
});
