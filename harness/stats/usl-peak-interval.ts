import { studentTQuantile } from './student-t.ts';
import { mean, squaresAbout, sum } from './summary.ts';
import { LEAST_COUNTS, type UslPoint } from './usl.ts';

/** PeakInterval is in workers. */
export interface PeakInterval {
  readonly low: number;
  /** Null if the interval has no upper end, because it is possible that throughput never falls. */
  readonly high: number | null;
}

/** The parameters gamma, alpha, and beta or the peak. */
const PARAMETERS = 3;

/**
 * uslPeakInterval is the confidence interval of the worker count at which the Universal Scalability Law peaks. It
 * contains every peak with which the law, alpha and gamma refitted, fits the points almost as well as the best one:
 * the sum of squared residuals is at most 1 + t² / (n - 3) of the least, with Student's t of n - 3 degrees of
 * freedom.
 *
 * This is the profile t interval of Bates and Watts, "Nonlinear Regression Analysis and Its Applications", 1988,
 * chapter 6. Residuals are of logarithms, because trials spread by a share of their throughput. They are pooled over
 * the worker counts: three trials say little about their spread, twelve say enough. Unlike a bootstrap, the method
 * lets the peak go to infinity, where beta is 0.
 *
 * @param points one for each trial
 * @param confidence of the two-sided interval, above 0 and below 1
 * @returns null if it is unknown: no worker count with two trials, fewer than four counts, or a trial without
 * throughput
 */
export function uslPeakInterval(points: readonly UslPoint[], confidence = 0.95): PeakInterval | null {
  const counts = [...new Set(points.map(({ workers }) => workers))].map((workers) =>
    levelOf(workers, points),
  );
  const isEnough = counts.length >= LEAST_COUNTS && points.length > counts.length;
  if (!isEnough || points.some(({ throughput }) => !(throughput > 0))) return null;
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

/** Level is the trials of one worker count, as logarithms of throughput per worker. */
interface Level {
  readonly workers: number;
  readonly trials: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly squares: number;
}

function levelOf(workers: number, points: readonly UslPoint[]): Level {
  const logs = points
    .filter((point) => point.workers === workers)
    .map(({ throughput }) => Math.log(throughput / workers));
  return { workers, trials: logs.length, mean: mean(logs), squares: squaresAbout(logs) };
}

/**
 * missOf is the sum of squares by which the best law with this peak misses the levels.
 *
 * @param inverse 1 / peak: 0 without one, above 1 if throughput falls from the first worker on
 */
function missOf(levels: readonly Level[], inverse: number): number {
  // A peak at P is beta = (1 - alpha) / P².
  const miss = (alpha: number) => {
    const beta = (1 - alpha) * inverse ** 2;
    return squaresAboutMean(levels, ({ workers }) => Math.log1p((workers - 1) * (alpha + beta * workers)));
  };
  return miss(lowest(miss, 0, 1));
}

/**
 * squaresAboutMean is the sum of squares of each level minus the logarithm of its law; gamma is their mean. It uses
 * loops, because it takes most of the time.
 */
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

/** Largest inverse peak that is tried: as if even one worker were far too many. */
const STEEPEST = 1_000;

/**
 * bestInverse is the inverse peak of the least error. It searches a grid first, because the error is flat far from
 * its minimum.
 */
function bestInverse(errorAt: (inverse: number) => number, mostWorkers: number): number {
  const steps = Math.ceil(2 * Math.log2(STEEPEST * 16 * mostWorkers));
  const grid = [0, ...Array.from({ length: steps }, (_, step) => STEEPEST * 2 ** ((step + 1 - steps) / 2))];
  const errors = grid.map(errorAt);
  const at = errors.indexOf(Math.min(...errors));
  const best = lowest(errorAt, grid[at - 1] ?? 0, grid[at + 1] ?? STEEPEST);
  return errorAt(best) < (errors[at] ?? 0) ? best : (grid[at] ?? 0);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * lowest is where a function with one minimum is lowest, to a millionth of the range: golden section (Kiefer, 1953).
 */
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

/** edge bisects between a point where a condition holds and one where it does not. */
function edge(holds: (x: number) => boolean, inside: number, outside: number): number {
  let [held, not] = [inside, outside];
  for (let step = 0; step < 24; step++) {
    const middle = (held + not) / 2;
    if (holds(middle)) held = middle;
    else not = middle;
  }
  return held;
}
