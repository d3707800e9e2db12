import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mannWhitney } from './mann-whitney.ts';

const near = (actual: number | undefined, expected: number) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) < 1e-6, `${actual} is not ${expected}`);
const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

test('without ties p is exact, as in R: wilcox.test(a, b)', () => {
  const first = mannWhitney([1, 2, 3, 4], [0.9, 1.1, 0.7]);
  assert.equal(first?.u, 11);
  near(first?.pValue, 0.1142857);
  const second = mannWhitney([2, 1, 3, 5], [0, 4, 6, 7]);
  assert.equal(second?.u, 5);
  near(second?.pValue, 0.4857143);
});

test('samples that do not overlap have the smallest p for their sizes', () => {
  for (const [size, least] of [
    [3, 0.1],
    [4, 2 / 70],
    [5, 2 / 252],
    [6, 2 / 924],
    [20, 2 / 137846528820],
  ] as const) {
    near(mannWhitney(range(0, size), range(100, size))?.pValue, least);
  }
});

test('with ties p matches R: wilcox.test(a, b, exact = FALSE)', () => {
  near(mannWhitney([1, 2, 2, 3, 4], [2, 3, 4, 5, 6, 6])?.pValue, 0.0779469);
});

test('equal samples are no evidence; the order of the samples does not matter', () => {
  assert.equal(mannWhitney([5, 5, 5], [5, 5, 5])?.pValue, 1);
  assert.equal(mannWhitney([], [1]), null);
  near(mannWhitney([1, 5, 9, 4], [2, 7, 8])?.pValue, mannWhitney([2, 7, 8], [1, 5, 9, 4])?.pValue ?? 0);
});

test('large samples: the approximation agrees with the exact value', () => {
  const [first, second] = [range(0, 100).map((value) => value + 0.5), range(15, 100)];
  const near100 = mannWhitney(first, second)?.pValue ?? 0;
  const beyond = mannWhitney(first, [...second, 57.25])?.pValue ?? 0;
  assert.ok(Math.abs(Math.log(near100 / beyond)) < 0.1, `${near100}, ${beyond}`);
});
