import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { sum } from './summary.ts';

/** UslPoint is the throughput of one trial with this many workers. */
export interface UslPoint {
  readonly workers: number;
  /** In any unit. */
  readonly throughput: number;
}

/** UslFit is the law X(N) = gamma N / (1 + alpha (N - 1) + beta N (N - 1)). */
export interface UslFit {
  /** Throughput of one worker, in the unit of the points. */
  readonly gamma: number;
  /** Contention: the share of the work that workers do one after the other, 0 to 1. */
  readonly alpha: number;
  /** Coherency: the cost of each worker to every other one, 0 or more. */
  readonly beta: number;
  /** Worker count with the highest throughput, not rounded; null if beta is 0, and throughput never falls. */
  readonly peakWorkers: number | null;
  readonly peakThroughput: number | null;
}

/** Three parameters need more than three points to be tested. */
export const LEAST_COUNTS = 4;

/**
 * fitUsl fits the Universal Scalability Law to throughput over worker counts by least squares, with alpha and beta 0
 * or above.
 *
 * Gunther, "Guerrilla Capacity Planning", 2007, chapter 5; the peak is at sqrt((1 - alpha) / beta). The law explains
 * a fall by contention. If throughput falls because the host has fewer cores than workers, it counts that as
 * coherency. A peak beyond the largest worker count is an extrapolation.
 *
 * @param points several trials of one worker count are several points
 * @returns null with fewer than four different worker counts, or without any throughput
 */
export function fitUsl(points: readonly UslPoint[]): UslFit | null {
  const largest = Math.max(...points.map(({ throughput }) => throughput));
  if (new Set(points.map(({ workers }) => workers)).size < LEAST_COUNTS || !(largest > 0)) return null;
  const scaled = points.map(({ workers, throughput }) => ({ workers, throughput: throughput / largest }));
  let best = fitModel(scaled, [0, 0]);
  // A parameter at its limit of 0 is a model with one parameter less, which the clamped search may miss. Go from
  // simple to general, so that a parameter which explains nothing stays 0.
  for (const free of [
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    const fit = fitModel(scaled, free);
    if (fit.error < best.error * (1 - 1e-9) - 1e-18) best = fit;
  }
  const { gamma, alpha, beta } = best;
  const peakWorkers = beta > 0 ? Math.max(1, Math.sqrt((1 - alpha) / beta)) : null;
  return {
    gamma: gamma * largest,
    alpha,
    beta,
    peakWorkers,
    peakThroughput: peakWorkers && gamma * largest * shape(peakWorkers, alpha, beta),
  };
}

/** shape is the throughput of this many workers, relative to one. */
function shape(workers: number, alpha: number, beta: number): number {
  return workers / (1 + alpha * (workers - 1) + beta * workers * (workers - 1));
}

interface Fit {
  readonly gamma: number;
  readonly alpha: number;
  readonly beta: number;
  /** Sum of the squared residuals. */
  readonly error: number;
}

const ALPHAS = [0, 0.01, 0.1, 0.5];
const BETAS = [0, 1e-5, 1e-4, 1e-3, 1e-2, 0.1];

/** fitModel does least squares from the best point of a grid; a parameter that is not free stays 0. */
function fitModel(points: readonly UslPoint[], free: readonly [alpha: 0 | 1, beta: 0 | 1]): Fit {
  const [start, ...others] = ALPHAS.slice(0, free[0] ? ALPHAS.length : 1).flatMap((alpha) =>
    BETAS.slice(0, free[1] ? BETAS.length : 1).map((beta) => bestGamma(points, alpha, beta)),
  );
  const { gamma, alpha, beta, error } = others.reduce(
    (best, other) => (other.error < best.error ? other : best),
    start as Fit,
  );
  if (!free[0] && !free[1]) return { gamma, alpha, beta, error };
  const { parameterValues } = levenbergMarquardt(
    { x: points.map(({ workers }) => workers), y: points.map(({ throughput }) => throughput) },
    ([g = 0, a = 0, b = 0]) =>
      (n) =>
        g * shape(n, a, b),
    {
      initialValues: [gamma, alpha, beta],
      minValues: [0, 0, 0],
      maxValues: [Number.MAX_VALUE, 1, Number.MAX_VALUE],
      jacobianFunction:
        ([g = 0, a = 0, b = 0]) =>
        (n) => {
          const x = shape(n, a, b);
          const slope = (-g * x * x * (n - 1)) / n;
          return [x, slope * free[0], slope * n * free[1]];
        },
      maxIterations: 40,
      errorTolerance: 0,
    },
  );
  const [, a = 0, b = 0] = parameterValues;
  return bestGamma(points, a, b);
}

/** With alpha and beta given, gamma is linear least squares. */
function bestGamma(points: readonly UslPoint[], alpha: number, beta: number): Fit {
  const shapes = points.map(({ workers }) => shape(workers, alpha, beta));
  const gamma =
    sum(points.map(({ throughput }, index) => throughput * (shapes[index] ?? 0))) /
    sum(shapes.map((value) => value * value));
  const error = sum(points.map(({ throughput }, index) => (throughput - gamma * (shapes[index] ?? 0)) ** 2));
  return { gamma, alpha, beta, error };
}
