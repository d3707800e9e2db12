import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meanInterval } from './confidence.ts';
import { mulberry32 } from './mulberry32.ts';

test('the interval matches R: t.test(sleep$extra)', () => {
  const sleep = [
    0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2, 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4,
  ];
  const interval = meanInterval(sleep);
  assert.equal(interval?.mean.toFixed(6), '1.540000');
  assert.equal(interval?.low.toFixed(5), '0.59558');
  assert.equal(interval?.high.toFixed(5), '2.48442');
  assert.equal(interval?.relativeHalfWidth.toFixed(4), '0.6133');
});

test('one value has no interval; equal values have no width; a mean of 0 has no relative width', () => {
  assert.equal(meanInterval([]), null);
  assert.equal(meanInterval([3]), null);
  assert.equal(meanInterval([3, 3, 3])?.halfWidth, 0);
  assert.equal(meanInterval([-1, 1])?.relativeHalfWidth, Number.POSITIVE_INFINITY);
});

test('more confidence widens the interval', () => {
  const widths = [0.5, 0.9, 0.95, 0.99].map(
    (confidence) => meanInterval([1, 2, 4], confidence)?.halfWidth ?? 0,
  );
  assert.deepEqual(
    widths.toSorted((a, b) => a - b),
    widths,
  );
});

test('95 of 100 intervals over three trials contain the true mean', () => {
  const random = mulberry32(3);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const repetitions = 4_000;
  let held = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const interval = meanInterval([100 + normal(), 100 + normal(), 100 + normal()]);
    if (interval && interval.low <= 100 && interval.high >= 100) held++;
  }
  assert.ok(Math.abs(held / repetitions - 0.95) < 0.012, `${held}`);
});
