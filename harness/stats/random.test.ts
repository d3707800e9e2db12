import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { mulberry32, shuffled } from './mulberry32.ts';

test('a shuffle keeps every item, and depends on the seed alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(), (items, seed) => {
      const copy = shuffled(items, seed);
      assert.deepEqual([...copy].sort(), [...items].sort());
      assert.deepEqual(shuffled(items, seed), copy);
    }),
  );
});

test('every order of three items is equally frequent', () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6_000; seed++) {
    const order = shuffled(['a', 'b', 'c'], seed).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  for (const [order, count] of counts) assert.ok(Math.abs(count - 1_000) < 150, `${order}: ${count}`);
});

test('mulberry32 gives its reference sequence', () => {
  const random = mulberry32(1);
  const drawn = [random(), random(), random()];
  assert.deepEqual(
    drawn.map((value) => Math.floor(value * 4294967296)),
    [2693262067, 11749833, 2265367787],
  );
});
