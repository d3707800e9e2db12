import { studentTQuantile } from './student-t.ts';
import { mean, squaresAbout, sum } from './summary.ts';
import { LEAST_COUNTS, type UslPoint } from './usl.ts';

/** Workers. */
export interface PeakInterval {
  readonly low: number;
  /** Null: without an upper end, for that throughput never falls is not ruled out. */
  readonly high: number | null;
}

/** Gamma, alpha, and beta or the peak. */
const PARAMETERS = 3;

/**
 * Confidence interval of the worker count at which the Universal Scalability Law peaks: every peak with which the law
 * fits the points almost as well as the best one, alpha and gamma being fitted anew to each. Almost: the sum of squared
 * residuals is at most 1 + t² / (n - 3) of the least, with Student's t of n - 3 degrees of freedom.
 *
 * The profile t interval of Bates and Watts, "Nonlinear Regression Analysis and Its Applications", 1988, chapter 6.
 * Residuals are of logarithms, for trials spread by a share of their throughput, and are pooled over the worker counts:
 * three trials say little of their spread, twelve enough. Unlike a bootstrap it lets the peak go to infinity, where
 * beta is 0.
 *
 * @param points one for each trial
 * @param confidence of the two-sided interval, above 0 and below 1
 * @returns null where it cannot be told: no worker count with two trials, fewer than four counts, or a trial without
 * throughput
 */
export function uslPeakInterval(points: readonly UslPoint[], confidence = 0.95): PeakInterval | null {
  const counts = [...new Set(points.map(({ workers }) => workers))].map((workers) =>
    levelOf(workers, points),
  );
  const tell = counts.length >= LEAST_COUNTS && points.length > counts.length;
  if (!tell || points.some(({ throughput }) => !(throughput > 0))) return null;
  const scatter = sum(counts.map(({ squares }) => squares));
  const errorAt = (inverse: number) => scatter + missOf(counts, inverse);
  const best = bestInverse(errorAt, Math.max(...counts.map(({ workers }) => workers)));
  const freedom = points.length - PARAMETERS;
  const most = errorAt(best) * (1 + studentTQuantile((1 - confidence) / 2, freedom) ** 2 / freedom);
  const fits = (inverse: number) => errorAt(inverse) <= most;
  return {
    low: best >= 1 || fits(1) ? 1 : 1 / edge(fits, best, 1),
    high: fits(0) ? null : Math.max(1, 1 / edge(fits, best, 0)),
  };
}

/** The trials of one worker count, as logarithms of throughput for each worker. */
interface Level {
  readonly workers: number;
  readonly trials: number;
  readonly mean: number;
  /** Sum of the squares about the mean. */
  readonly squares: number;
}

function levelOf(workers: number, points: readonly UslPoint[]): Level {
  const logs = points
    .filter((point) => point.workers === workers)
    .map(({ throughput }) => Math.log(throughput / workers));
  return { workers, trials: logs.length, mean: mean(logs), squares: squaresAbout(logs) };
}

/**
 * Sum of the squares by which the best law of this peak misses the levels.
 *
 * @param inverse 1 / peak: 0 without one, above 1 where throughput falls from the first worker on
 */
function missOf(levels: readonly Level[], inverse: number): number {
  // A peak at P is beta = (1 - alpha) / P².
  const miss = (alpha: number) => {
    const beta = (1 - alpha) * inverse ** 2;
    return squaresAboutMean(levels, ({ workers }) => Math.log1p((workers - 1) * (alpha + beta * workers)));
  };
  return miss(lowest(miss, 0, 1));
}

/** Of each level less the logarithm of its law, gamma being their mean. In loops: this is what takes the time. */
function squaresAboutMean(levels: readonly Level[], logOf: (level: Level) => number): number {
  let [trials, total] = [0, 0];
  for (const level of levels) {
    trials += level.trials;
    total += level.trials * (level.mean + logOf(level));
  }
  let squares = 0;
  for (const level of levels) squares += level.trials * (level.mean + logOf(level) - total / trials) ** 2;
  return squares;
}

/** Largest of the inverse peaks that are tried: as if one worker were many too many. */
const STEEPEST = 1_000;

/** The inverse peak of the least error: from a grid, for the error is level far from it, then by a search. */
function bestInverse(errorAt: (inverse: number) => number, mostWorkers: number): number {
  const steps = Math.ceil(2 * Math.log2(STEEPEST * 16 * mostWorkers));
  const grid = [0, ...Array.from({ length: steps }, (_, step) => STEEPEST * 2 ** ((step + 1 - steps) / 2))];
  const errors = grid.map(errorAt);
  const at = errors.indexOf(Math.min(...errors));
  const best = lowest(errorAt, grid[at - 1] ?? 0, grid[at + 1] ?? STEEPEST);
  return errorAt(best) < (errors[at] ?? 0) ? best : (grid[at] ?? 0);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Where a function with one valley is lowest, to a millionth of the range: golden section (Kiefer, 1953). */
function lowest(heightAt: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [heightAt(left), heightAt(right)];
  for (let step = 0; step < 29; step++) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = heightAt(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = heightAt(right);
    }
  }
  const ends = [from, to].filter((end) => heightAt(end) <= Math.min(atLeft, atRight));
  return ends[0] ?? (atLeft <= atRight ? left : right);
}

/** Between one that holds and one that does not, where it ends; by halving. */
function edge(holds: (x: number) => boolean, inside: number, outside: number): number {
  let [held, not] = [inside, outside];
  for (let step = 0; step < 24; step++) {
    const middle = (held + not) / 2;
    if (holds(middle)) held = middle;
    else not = middle;
  }
  return held;
}
