import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mean, median, standardDeviation, sum, summarize } from './summary.ts';

test('a sample has the mean, deviation (n - 1) and coefficient of variation of the textbook', () => {
  assert.deepEqual(summarize([2, 4, 4, 4, 5, 5, 7, 9]), {
    count: 8,
    mean: 5,
    median: 4.5,
    min: 2,
    max: 9,
    standardDeviation: Math.sqrt(32 / 7),
    coefficientOfVariation: Math.sqrt(32 / 7) / 5,
  });
});

test('the spread of a single value is unknown, not zero', () => {
  const one = summarize([3]);
  assert.equal(one?.mean, 3);
  assert.equal(one?.standardDeviation, null);
  assert.equal(one?.coefficientOfVariation, null);
});

test('equal values have a spread of exactly zero, and a mean of 0 has no coefficient of variation', () => {
  assert.equal(summarize([4, 4, 4])?.coefficientOfVariation, 0);
  assert.equal(summarize([-1, 1])?.coefficientOfVariation, null);
});

test('an empty list has no summary', () => {
  assert.equal(summarize([]), null);
  assert.equal(sum([]), 0);
  assert.ok(Number.isNaN(mean([])));
  assert.ok(Number.isNaN(median([])));
});

test('the median does not depend on the order and leaves the list as it was', () => {
  const values = [9, 1, 5];
  assert.equal(median(values), 5);
  assert.deepEqual(values, [9, 1, 5]);
  assert.equal(median([10, 2, 4, 1]), 3);
});

test('the deviation is stable far from zero', () => {
  assert.equal(standardDeviation([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]), Math.sqrt(30));
});
