import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mulberry32 } from './mulberry32.ts';
import type { UslPoint } from './usl.ts';
import { type PeakInterval, uslPeakInterval } from './usl-peak-interval.ts';

const COUNTS = [1, 2, 4, 8];
const law = (alpha: number, beta: number) => (n: number) => n / (1 + alpha * (n - 1) + beta * n * (n - 1));

/** Three trials per count, each within 2% of the law. */
function trials(throughput: (workers: number) => number, seed = 1, counts = COUNTS): UslPoint[] {
  const random = mulberry32(seed);
  return counts.flatMap((workers) =>
    Array.from({ length: 3 }, () => ({
      workers,
      throughput: throughput(workers) * (1 + 0.04 * (random() - 0.5)),
    })),
  );
}

function near(actual: number | null | undefined, expected: number, tolerance: number): void {
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);
}

/** Least squares of logarithms with a given peak, by trying every alpha. */
function squaresAt(points: readonly UslPoint[], peak: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let alpha = 0; alpha <= 1; alpha += 2 ** -10) {
    const lawAt = law(alpha, (1 - alpha) / peak ** 2);
    const logs = points.map(({ workers, throughput }) => Math.log(throughput / lawAt(workers)));
    const average = logs.reduce((sum, log) => sum + log) / logs.length;
    least = Math.min(
      least,
      logs.reduce((sum, log) => sum + (log - average) ** 2, 0),
    );
  }
  return least;
}

test('at the interval’s ends the law fits worse by exactly what Student’s t allows', () => {
  const points = trials(law(0.05, 0.03));
  const interval = uslPeakInterval(points);
  const peaks = Array.from({ length: 400 }, (_, step) => 4 + step / 100);
  const least = Math.min(...peaks.map((peak) => squaresAt(points, peak)));
  // t of 9 degrees of freedom, two-sided, at 95% and 80%
  near(squaresAt(points, interval?.low ?? 0) / least, 1 + 2.2622 ** 2 / 9, 2e-3);
  near(squaresAt(points, interval?.high ?? 0) / least, 1 + 2.2622 ** 2 / 9, 2e-3);
  near(squaresAt(points, uslPeakInterval(points, 0.8)?.low ?? 0) / least, 1 + 1.383 ** 2 / 9, 2e-3);
});

test('without scatter it is the peak itself, in any unit', () => {
  for (const unit of [1e-3, 1, 1e6]) {
    const points = [1, 1, 2, 4, 8].map((workers) => ({
      workers,
      throughput: unit * law(0.05, 0.03)(workers),
    }));
    near(uslPeakInterval(points)?.low, Math.sqrt(0.95 / 0.03), 1e-4);
    near(uslPeakInterval(points)?.high, Math.sqrt(0.95 / 0.03), 1e-4);
  }
});

test('if throughput may never fall the interval has no upper end, but keeps its lower one', () => {
  const openAbove = (throughput: (workers: number) => number): PeakInterval | null => {
    const interval = uslPeakInterval(trials(throughput));
    assert.equal(interval?.high, null);
    return interval;
  };
  assert.ok((openAbove(law(0.05, 0))?.low ?? 0) > 8);
  assert.ok((openAbove((n) => n ** 1.3)?.low ?? 0) > 8);
  // A peak beyond the tried counts, about which the trials say next to nothing.
  const low = openAbove(law(0.2, 0.001))?.low ?? 0;
  assert.ok(8 < low && low < Math.sqrt(0.8 / 0.001), String(low));
});

test('if throughput falls from the first worker on, the peak is 1', () => {
  for (const throughput of [(n: number) => 10 / n, (n: number) => 10 / n ** 2]) {
    assert.deepEqual(uslPeakInterval(trials(throughput)), { low: 1, high: 1 });
  }
});

test('a level line gives no upper end', () => {
  assert.deepEqual(uslPeakInterval(trials(() => 5)), { low: 1, high: null });
});

test('too few trials give no interval', () => {
  const once = COUNTS.map((workers) => ({ workers, throughput: law(0.05, 0.03)(workers) }));
  assert.equal(uslPeakInterval(once), null);
  assert.equal(uslPeakInterval(trials(law(0.05, 0.03), 1, [1, 2, 4])), null);
  assert.equal(uslPeakInterval([...trials(law(0.05, 0.03)), { workers: 8, throughput: 0 }]), null);
  assert.equal(uslPeakInterval([]), null);
});
