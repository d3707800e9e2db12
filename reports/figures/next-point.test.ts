import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MovingKey, nextPoint } from './next-point.ts';

/** Three points in lane 0, none in lane 1, two in lane 2. */
const lanes = [0, 0, 0, 2, 2];

function walk(keys: readonly MovingKey[], start: number | null = null): (number | null)[] {
  let current = start;
  return keys.map((key) => {
    current = nextPoint(lanes, current, key);
    return current;
  });
}

test('the first key leads to the first point, and left and right to its neighbours', () => {
  assert.deepEqual(walk(['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']), [0, 1, 2, 3]);
  assert.deepEqual(walk(['ArrowLeft', 'ArrowLeft'], 1), [0, 0]);
  assert.deepEqual(walk(['End', 'ArrowRight', 'Home'], 1), [4, 4, 0]);
});

test('up and down lead to the same place of the next lane that has points, as far as it goes', () => {
  assert.deepEqual(walk(['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp'], 1), [4, 4, 1, 1]);
  assert.deepEqual(walk(['ArrowDown'], 2), [4]);
});

test('a figure without points has none to go to', () => {
  assert.equal(nextPoint([], null, 'ArrowRight'), null);
  assert.equal(nextPoint([0], 7, 'ArrowRight'), 0);
});
