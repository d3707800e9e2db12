import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { apportioned } from './apportion.ts';
import { sum } from './summary.ts';

test('equal weights differ by at most one, with the earlier ones first', () => {
  assert.deepEqual(apportioned(500, [1, 1, 1, 1, 1, 1, 1, 1]), [63, 63, 63, 63, 62, 62, 62, 62]);
  assert.deepEqual(apportioned(2, [5, 5, 5]), [1, 1, 0]);
});

test('a weight of 0 gets nothing, and without weights nothing is given', () => {
  assert.deepEqual(apportioned(10, [3, 0, 1]), [8, 0, 2]);
  assert.deepEqual(apportioned(10, [0, 0]), [0, 0]);
  assert.deepEqual(apportioned(10, []), []);
});

test('the sum is kept, and each is less than one away from its exact share', () => {
  const weights = fc.array(fc.nat(1000), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(fc.nat(100_000), weights, (total, parts) => {
      fc.pre(sum(parts) > 0);
      const whole = apportioned(total, parts);
      assert.equal(sum(whole), total);
      for (const [index, part] of parts.entries()) {
        assert.ok(Math.abs((whole[index] ?? 0) - (total * part) / sum(parts)) < 1 + 1e-6);
      }
    }),
  );
});
