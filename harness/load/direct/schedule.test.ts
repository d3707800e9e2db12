import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mulberry32 } from '../../stats/mulberry32.ts';
import { mean, standardDeviation } from '../../stats/summary.ts';
import { schedule } from './schedule.ts';

function instants(arrivals: 'fixed' | 'poisson', rate: number, count: number, seed = 1, phase = 0): number[] {
  const series = schedule({ arrivals, rate, fromMs: 1_000, phase }, mulberry32(seed));
  return Array.from({ length: count }, () => {
    const { nextMs } = series;
    series.advance();
    return nextMs;
  });
}

function gaps(values: readonly number[]): number[] {
  return values.slice(1).map((value, index) => value - (values[index] ?? 0));
}

test('fixed arrivals are evenly spaced, and do not drift over an hour', () => {
  const values = instants('fixed', 300, 300 * 3_600 + 1);
  assert.ok(Math.abs((values.at(-1) ?? 0) - (values[0] ?? 0) - 3_600_000) < 1e-3);
  assert.ok(gaps(values.slice(0, 1_000)).every((gap) => Math.abs(gap - 1_000 / 300) < 1e-9));
});

test('processes that share a fixed rate send in turns', () => {
  const all = [0, 1, 2, 3]
    .flatMap((index) => instants('fixed', 10, 50, index, index / 4))
    .sort((a, b) => a - b);
  assert.ok(gaps(all).every((gap) => Math.abs(gap - 25) < 1e-9));
});

test('gaps of Poisson arrivals are exponential: mean equals deviation, 37% exceed the mean', () => {
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
