import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorQuantile, errorTail } from './inference.ts';

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual / expected - 1) <= tolerance, `${actual} is not ${expected}`);

test('one part alone is a normal variable, or a Student t', () => {
  near(errorTail(2.575829, { knownVariance: 1, estimatedVariance: 0, degreesOfFreedom: 4 }), 0.005, 1e-5);
  near(errorTail(4.604095, { knownVariance: 0, estimatedVariance: 1, degreesOfFreedom: 4 }), 0.005, 1e-5);
  near(errorQuantile(0.005, { knownVariance: 0, estimatedVariance: 4, degreesOfFreedom: 4 }), 9.20819, 1e-5);
});

test('both together have the tail that scipy integrates', () => {
  near(errorTail(10, { knownVariance: 1, estimatedVariance: 1, degreesOfFreedom: 1 }), 0.0320471065, 1e-6);
  near(errorTail(6, { knownVariance: 2, estimatedVariance: 1, degreesOfFreedom: 4 }), 0.00354510237, 1e-6);
  near(errorTail(9, { knownVariance: 0.5, estimatedVariance: 3, degreesOfFreedom: 4 }), 0.00343079714, 1e-6);
  near(errorTail(4.5, { knownVariance: 1, estimatedVariance: 1, degreesOfFreedom: 12 }), 0.00184223919, 1e-6);
});

test('the quantile inverts the tail; a negligible known part changes nothing', () => {
  for (const degreesOfFreedom of [1, 2.5, 4, 60, 1_000])
    for (const tail of [0.25, 0.005, 0.0002]) {
      const error = { knownVariance: 2, estimatedVariance: 1, degreesOfFreedom };
      near(errorTail(errorQuantile(tail, error), error), tail, 1e-6);
      const nearly = { knownVariance: 1e-12, estimatedVariance: 1, degreesOfFreedom };
      near(errorQuantile(tail, nearly), errorQuantile(tail, { ...nearly, knownVariance: 0 }), 1e-5);
    }
});
