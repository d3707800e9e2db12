import assert from 'node:assert/strict';
import { test } from 'node:test';
import { studentTQuantile } from './student-t.ts';
import { differenceOfMeans } from './welch.ts';

const near = (actual: number | undefined, expected: number, tolerance: number) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);

test('quantiles of Student t match the tables', () => {
  near(studentTQuantile(0.025, 1), 12.7062047, 1e-6);
  near(studentTQuantile(0.025, 4), 2.7764451, 1e-6);
  near(studentTQuantile(0.005, 10), 3.1692727, 1e-6);
  near(studentTQuantile(0.025, 1000), 1.9623391, 1e-6);
  near(studentTQuantile(0.5, 3), 0, 1e-9);
});

test('the interval matches R: t.test(extra ~ group, data = sleep)', () => {
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
  const result = differenceOfMeans(first, second);
  near(result?.difference, -1.58, 1e-12);
  near(result?.low, -3.3654832, 1e-6);
  near(result?.high, 0.2054832, 1e-6);
});

test('with sides swapped the interval changes its sign', () => {
  const there = differenceOfMeans([10, 11, 12], [20, 22, 27]);
  const back = differenceOfMeans([20, 22, 27], [10, 11, 12]);
  near(there?.low, -(back?.high ?? 0), 1e-9);
  near(there?.high, -(back?.low ?? 0), 1e-9);
});

test('equal values have an interval of no width, and a single value has none', () => {
  assert.deepEqual(differenceOfMeans([5, 5], [3, 3]), { difference: 2, low: 2, high: 2 });
  assert.equal(differenceOfMeans([5], [3, 4]), null);
  assert.equal(differenceOfMeans([5, 6], []), null);
});
