import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeRange } from './change-range.ts';
import { changePoints } from './e-divisive.ts';
import { mulberry32 } from './mulberry32.ts';

const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

test('a change without any noise is known to the point', () => {
  assert.deepEqual(changeRange([5, 5, 5, 5, 7, 7, 7], 4), { earliest: 4, latest: 4 });
});

test('points between both levels may belong to either', () => {
  const series = [10.1, 9.9, 10, 10.1, 9.9, 10.5, 11, 11.1, 10.9, 11];
  const { earliest, latest } = changeRange(series, 6);
  assert.deepEqual([earliest, latest], [5, 6]);
});

test('the place that was found is within the range, wherever it was found', () => {
  const { earliest, latest } = changeRange([1, 1.1, 0.9, 1, 5, 5.1, 4.9, 5], 2);
  assert.deepEqual([earliest, latest], [2, 4]);
});

test('the true place of steps that E-divisive finds is within the range in 95 of 100 series', () => {
  const random = mulberry32(7);
  for (const [size, place, step, most] of [
    [20, 10, 3, 3],
    [60, 30, 2, 6],
    [60, 9, 3, 3],
  ] as const) {
    let [found, held, width] = [0, 0, 0];
    for (let series = 0; series < 200; series++) {
      const values = Array.from({ length: size }, (_, at) => (at < place ? 0 : step) + normal(random));
      const [change, ...others] = changePoints(values, { random });
      if (change === undefined || others.length > 0) continue;
      const { earliest, latest } = changeRange(values, change.index);
      found++;
      if (earliest <= place && place <= latest) held++;
      width += latest - earliest + 1;
    }
    assert.ok(found > 150, `${found} found`);
    assert.ok(held >= 0.95 * found, `${held} of ${found}`);
    assert.ok(width <= most * found, `${width / found} places`);
  }
});
