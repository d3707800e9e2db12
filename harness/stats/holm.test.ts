import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { holm } from './inference.ts';

const rounded = (values: readonly number[]) => values.map((value) => Number(value.toFixed(6)));

test('adjusted values match R: p.adjust(p, "holm")', () => {
  assert.deepEqual(rounded(holm([0.01, 0.04, 0.03, 0.005])), [0.03, 0.06, 0.06, 0.02]);
  assert.deepEqual(
    rounded(holm([0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324])),
    [0.001, 0.0036, 0.0152, 0.0665, 0.1206, 0.139, 0.139, 0.139, 0.139, 0.324],
  );
});

test('one value stays as it is, an empty list stays empty, and no value exceeds 1', () => {
  assert.deepEqual(holm([0.02]), [0.02]);
  assert.deepEqual(holm([]), []);
  assert.deepEqual(holm([0.9, 0.8, 1]), [1, 1, 1]);
});

test('property: k values are below a level exactly if Holm’s procedure stops after the k-th', () => {
  const level = 0.05;
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 0.2, noNaN: true }), { maxLength: 30 }), (values) => {
      const ascending = values.toSorted((a, b) => a - b);
      const stop = ascending.findIndex((p, at) => (values.length - at) * p > level);
      const rejected = holm(values).filter((p) => p <= level).length;
      return rejected === (stop < 0 ? values.length : stop);
    }),
  );
});
