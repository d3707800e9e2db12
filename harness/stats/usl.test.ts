import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { fitUsl, type UslPoint } from './usl.ts';

const COUNTS = [1, 2, 4, 8, 16];
const law = (gamma: number, alpha: number, beta: number) => (n: number) =>
  (gamma * n) / (1 + alpha * (n - 1) + beta * n * (n - 1));
const points = (throughput: (workers: number) => number, counts: readonly number[] = COUNTS): UslPoint[] =>
  counts.map((workers) => ({ workers, throughput: throughput(workers) }));
const near = (actual: number | null | undefined, expected: number, tolerance: number) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);

test('the fit of Gunther’s specsdm91 matches the published one', () => {
  const throughput = [64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2];
  const fit = fitUsl(
    [1, 18, 36, 72, 108, 144, 216].map((workers, index) => ({ workers, throughput: throughput[index] ?? 0 })),
  );
  near(fit?.alpha, 0.0277285, 1e-7);
  near(fit?.beta, 0.0001044, 1e-7);
  near(fit?.gamma, 89.99523, 1e-5);
  near(fit?.peakWorkers, 96.5, 0.05);
  near(fit?.peakThroughput, 1884, 0.5);
});

test('points that follow the law return its parameters, in any unit', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.double({ min: 1e-4, max: 0.1, noNaN: true }),
      (gamma, alpha, beta) => {
        const fit = fitUsl(points(law(gamma, alpha, beta)));
        near(fit?.gamma, gamma, 1e-4 * gamma);
        near(fit?.alpha, alpha, 1e-4);
        near(fit?.beta, beta, 1e-4 * beta + 1e-7);
      },
    ),
  );
});

test('neither parameter becomes negative, and without coherency there is no peak', () => {
  for (const throughput of [law(1000, 0, 0), law(1000, 0.1, 0), (n: number) => n ** 1.2]) {
    const fit = fitUsl(points(throughput));
    assert.ok(fit && fit.alpha >= 0);
    assert.equal(fit.beta, 0);
    assert.equal(fit.peakWorkers, null);
    assert.equal(fit.peakThroughput, null);
  }
  assert.equal(fitUsl(points((n) => 10 / n))?.peakWorkers, 1);
});

test('three worker counts are not enough, however many trials they have', () => {
  assert.equal(fitUsl(points(law(1, 0.1, 0.01), [1, 2, 4, 4, 4, 2])), null);
  assert.equal(fitUsl([]), null);
  assert.equal(fitUsl(points(() => 0)), null);
});
