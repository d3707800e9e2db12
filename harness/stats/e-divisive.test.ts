import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { changePoints } from './e-divisive.ts';
import { mulberry32 } from './mulberry32.ts';
import { Prefixes } from './prefix-distances.ts';

const REFERENCE = [0.3, 2.4, 1.5, -0.9, -0.5, 99.7, 98.3, 99.1, 149, 149.7, 149.5, 149.1, 148.8, 150];
const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

test('the reference series of Daly et al. changes at 5 and 8', () => {
  const found = changePoints(REFERENCE, { random: mulberry32(1), significance: 0.05 });
  assert.deepEqual(
    found.map(({ index }) => index),
    [5, 8],
  );
  assert.equal(found[0]?.statistic.toFixed(4), '761.2821');
});

test('the best split matches the definition, summed pair by pair', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 4, maxLength: 30 }), (values) => {
      const best = new Prefixes(values).bestSplit(2);
      const all = values.map((_, m) =>
        m < 2 || values.length - m < 2 ? Number.NEGATIVE_INFINITY : q(values, m),
      );
      assert.ok(Math.abs(best.statistic - Math.max(...all)) < 1e-9);
      assert.ok(Math.abs(best.statistic - (all[best.index] ?? 0)) < 1e-9);
    }),
  );
});

test('a level that stays the same has no change in 99 of 100 series', () => {
  const random = mulberry32(2);
  let alarms = 0;
  for (let series = 0; series < 400; series++) {
    const values = Array.from({ length: 40 }, () => 100 + normal(random));
    if (changePoints(values, { random }).length > 0) alarms++;
  }
  assert.ok(alarms <= 12, `${alarms} of 400`);
});

test('steps of 3 standard deviations are located exactly', () => {
  const random = mulberry32(3);
  const values = Array.from({ length: 90 }, (_, at) => 100 + 5 * Math.floor(at / 30) + normal(random));
  const found = changePoints(values, { random });
  assert.equal(found.length, 2);
  assert.ok(Math.abs((found[0]?.index ?? 0) - 30) <= 1 && Math.abs((found[1]?.index ?? 0) - 60) <= 1);
  assert.ok(found.every(({ pValue }) => pValue <= 0.01));
});

test('series too short or without any spread have no change', () => {
  const random = mulberry32(5);
  for (const values of [[], [1], [1, 2, 3, 4, 5], Array.from({ length: 50 }, () => 7)]) {
    assert.deepEqual(changePoints(values, { random }), []);
  }
});

/** Q of the first m points against the rest, by its definition. */
function q(values: readonly number[], m: number): number {
  const [first, rest] = [values.slice(0, m), values.slice(m)];
  const distances = (a: readonly number[], b: readonly number[]) =>
    a.flatMap((x) => b.map((y) => Math.abs(x - y))).reduce((sum, distance) => sum + distance, 0);
  const n = rest.length;
  const across = (2 * distances(first, rest)) / (m * n);
  const within = distances(first, first) / (m * (m - 1)) + distances(rest, rest) / (n * (n - 1));
  return ((m * n) / (m + n)) * (across - within);
}
