import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mulberry32 } from '../../random.ts';
import { mean, standardDeviation } from '../../stats/summary.ts';
import { schedule } from './schedule.ts';

function instants(arrivals: 'fixed' | 'poisson', rate: number, count: number, seed = 1): number[] {
  const series = schedule(arrivals, rate, 1_000, mulberry32(seed));
  return Array.from({ length: count }, () => {
    const { nextMs } = series;
    series.advance();
    return nextMs;
  });
}

function gaps(values: readonly number[]): number[] {
  return values.slice(1).map((value, index) => value - (values[index] ?? 0));
}

test('fixed arrivals are evenly spaced, and do not drift in an hour', () => {
  const values = instants('fixed', 300, 300 * 3_600 + 1);
  assert.ok(Math.abs((values.at(-1) ?? 0) - (values[0] ?? 0) - 3_600_000) < 1e-3);
  assert.ok(gaps(values.slice(0, 1_000)).every((gap) => Math.abs(gap - 1_000 / 300) < 1e-9));
});

test('the first fixed arrival lies somewhere in the first gap: load processes must not send in step', () => {
  const firsts = [1, 2, 3, 4].map((seed) => instants('fixed', 10, 1, seed)[0] ?? 0);
  assert.ok(firsts.every((first) => first >= 1_000 && first < 1_100));
  assert.equal(new Set(firsts).size, 4);
});

test('gaps of Poisson arrivals are exponential: mean and deviation alike, 37 % beyond the mean', () => {
  const found = gaps(instants('poisson', 200, 100_001));
  assert.ok(Math.abs(mean(found) - 5) < 0.05, `${mean(found)}`);
  assert.ok(Math.abs((standardDeviation(found) ?? 0) - 5) < 0.1);
  const beyond = found.filter((gap) => gap > 5).length / found.length;
  assert.ok(Math.abs(beyond - Math.exp(-1)) < 0.005, `${beyond}`);
});

test('the same seed gives the same arrivals', () => {
  assert.deepEqual(instants('poisson', 50, 100, 7), instants('poisson', 50, 100, 7));
  assert.notDeepEqual(instants('poisson', 50, 100, 7), instants('poisson', 50, 100, 8));
});
