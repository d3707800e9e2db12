/** The standard error of the difference of two sides of runs, and its degrees of freedom. */
import { type EstimateError, ROUNDING_SPREAD } from './inference.ts';
import { mean, squaresAbout, sum } from './summary.ts';

/** RunLogs summarizes the logs of a run's trials. */
export interface RunLogs {
  readonly trials: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly squares: number;
  /** Sum of squares of the steps from one trial to the next. */
  readonly steps: number;
}

/** Sides are base and head. */
export type Sides<T> = readonly [T, T];

/** Spreads are variances of logs. */
export interface Spreads {
  /** Variance of trials within a run, the same for both sides if runs were pooled. Null if no run has two trials. */
  readonly trial: Sides<number> | null;
  /** Variance of runs of a side, beyond what their trials explain. */
  readonly run: number;
  /** Further variance of single runs whose trials drift. */
  readonly drift: number;
  /** Degrees of freedom that the assumed spread between runs adds to those of the runs. */
  readonly assumedWorth: number;
}

/** Degrees of freedom of the assumed spread between runs, beside a measured one that agrees with it. */
const ASSUMED_WORTH = 4;

/**
 * Degrees of freedom of a drift between runs that is estimated from the trials within them: a random walk shows
 * itself in its few longest waves.
 */
const DRIFT_WORTH = 4;

/** runLogsOf returns the runs that have figures. */
export function runLogsOf(runs: readonly (readonly number[])[]): RunLogs[] {
  return runs.filter((figures) => figures.length > 0).map((figures) => logsOf(figures.map(Math.log)));
}

/** @param logs logs of the trials of one run, in their order */
export function logsOf(logs: readonly number[]): RunLogs {
  return {
    trials: logs.length,
    mean: mean(logs),
    squares: squaresAbout(logs),
    steps: sum(logs.slice(1).map((log, at) => (log - (logs[at] ?? log)) ** 2)),
  };
}

/**
 * spreadsOf estimates the spreads.
 *
 * With one run on each side the spread between runs is the assumed one, or what the drift of their trials implies if
 * that is more. With several runs it is measured about the means of their sides and shrunk toward the assumed one
 * (the moderated variance of Smyth, Statistical Applications in Genetics and Molecular Biology 3, 2004). The assumed
 * one counts the less, the more it is exceeded. The result is never below what the spread of trials explains by
 * itself.
 *
 * @param sides base and head, one run or more each
 * @param assumedRunSpread standard deviation of logs between runs of one side
 * @param sharedDrift of each of two single runs, estimated from all of their cells; from this cell alone by default
 * @returns null for one trial on each side
 */
export function spreadsOf(
  sides: Sides<readonly RunLogs[]>,
  assumedRunSpread: number,
  sharedDrift?: number,
): Spreads | null {
  const runs = sides.flat();
  const pooled = trialVariance(runs);
  const assumed = assumedRunSpread ** 2;
  if (runs.length === 2) {
    if (pooled === null) return null;
    const [base, head] = sides;
    const trial = [trialVariance(base) ?? pooled, trialVariance(head) ?? pooled] as const;
    return {
      trial,
      run: assumed,
      drift: Math.max(0, (sharedDrift ?? driftBetween(runs)) - assumed),
      assumedWorth: ASSUMED_WORTH,
    };
  }
  const freedom = runs.length - 2;
  const ofTrials = trialShare(countsOf(sides)) * (pooled ?? 0);
  const measured = sum(sides.map((side) => squaresAbout(side.map((run) => run.mean)))) / freedom;
  const expected = assumed + ofTrials;
  const assumedWorth = measured > expected ? ASSUMED_WORTH * (expected / measured) ** 2 : ASSUMED_WORTH;
  const shrunk = (assumedWorth * expected + freedom * measured) / (assumedWorth + freedom);
  return {
    trial: pooled === null ? null : [pooled, pooled],
    run: Math.max(measured, shrunk, ofTrials, ROUNDING_SPREAD ** 2) - ofTrials,
    drift: 0,
    assumedWorth,
  };
}

/**
 * driftBetween is the variance of each of two consecutive runs if the host drifts between trials as in a random walk.
 *
 * Such a walk, with steps of variance w, adds (n + 1) w / 6 to the variance of a run's n trials, but only w / 2 to
 * half of the mean square of its steps (von Neumann, Annals of Mathematical Statistics 12, 1941). Their difference
 * gives w. Means of runs of n and m trials then differ by a variance of (n + m) w / 3.
 */
function driftBetween(runs: readonly RunLogs[]): number {
  const { excess, perStep } = walkExcess(runs);
  return perStep === 0 ? 0 : (Math.max(0, excess / perStep) * sum(runs.map(({ trials }) => trials))) / 6;
}

/**
 * walkExcess returns the squares of figures beyond what their steps explain, and those of a walk with steps of
 * variance 1.
 */
export function walkExcess(runs: readonly RunLogs[]): { readonly excess: number; readonly perStep: number } {
  return {
    excess: sum(runs.map(({ squares, steps }) => squares - steps / 2)),
    perStep: sum(runs.map(({ trials }) => ((trials - 1) * (trials - 2)) / 6)),
  };
}

/**
 * errorOf is the error of the difference of means of run means.
 *
 * For single runs it is Welch's (Biometrika 34, 1947) plus the spread between runs, taken as known: the sum of a
 * normal and a Student t. For several runs the variance of run means includes both, with the degrees of freedom of
 * the runs.
 *
 * @param counts trials of each run
 */
export function errorOf(counts: Sides<readonly number[]>, spreads: Spreads): EstimateError {
  const runs = counts.flat();
  const overRuns = sum(counts.map((side) => 1 / side.length));
  const ofTrials = counts.map((side, at) => (perRun(side) / side.length ** 2) * (spreads.trial?.[at] ?? 0));
  if (runs.length === 2) {
    const trials = ofSingleRuns(runs, ofTrials);
    const error = combined([trials, { variance: overRuns * spreads.drift, freedom: DRIFT_WORTH }]);
    // Both are estimated from the same trials.
    const degreesOfFreedom = Math.min(error.degreesOfFreedom, trials.freedom);
    return { ...error, knownVariance: overRuns * spreads.run, degreesOfFreedom };
  }
  const ofMeans = overRuns * (spreads.run + trialShare(counts) * (spreads.trial?.[0] ?? 0));
  const rest = overRuns * spreads.run + sum(ofTrials) - ofMeans;
  return {
    knownVariance: 0,
    ...combined([
      { variance: ofMeans, freedom: runs.length - 2 + spreads.assumedWorth },
      { variance: rest, freedom: sum(runs.map((trials) => trials - 1)) },
    ]),
  };
}

export function countsOf(sides: Sides<readonly RunLogs[]>): Sides<readonly number[]> {
  const [base, head] = sides.map((runs) => runs.map(({ trials }) => trials));
  return [base ?? [], head ?? []];
}

/** trialShare is the share of a trial's variance that the measured variance of run means includes. */
function trialShare(counts: Sides<readonly number[]>): number {
  const freedom = counts.flat().length - 2;
  return sum(counts.map((side) => (1 - 1 / side.length) * perRun(side))) / freedom;
}

function perRun(counts: readonly number[]): number {
  return sum(counts.map((trials) => 1 / trials));
}

/** trialVariance is pooled over runs; null if none has two trials. */
function trialVariance(runs: readonly RunLogs[]): number | null {
  const freedom = sum(runs.map(({ trials }) => trials - 1));
  if (freedom === 0) return null;
  return Math.max(sum(runs.map(({ squares }) => squares)) / freedom, ROUNDING_SPREAD ** 2);
}

interface Part {
  readonly variance: number;
  readonly freedom: number;
}

/**
 * ofSingleRuns is Welch's variance, but with no more degrees of freedom than if the trials of both runs spread
 * equally: if few trials agree by chance, only those of the other side seem to count. If one side has a single trial,
 * its spread is taken from the other side.
 */
export function ofSingleRuns(trials: readonly number[], variances: readonly number[]): Part {
  const freedoms = trials.map((count) => count - 1);
  const variance = sum(variances);
  if (freedoms.includes(0)) return { variance, freedom: sum(freedoms) };
  const parts = (of: readonly number[]) =>
    of.map((variance, at) => ({ variance, freedom: freedoms[at] ?? 0 }));
  const [found, alike] = [combined(parts(variances)), combined(parts(trials.map((count) => 1 / count)))];
  return { variance, freedom: Math.min(found.degreesOfFreedom, alike.degreesOfFreedom) };
}

/** combined gives the degrees of freedom of a sum of variances: Satterthwaite, Biometrics Bulletin 2, 1946. */
function combined(parts: readonly Part[]) {
  const variance = sum(parts.map((part) => part.variance));
  const known = parts.filter(({ freedom }) => freedom > 0);
  return {
    estimatedVariance: variance,
    degreesOfFreedom: variance ** 2 / sum(known.map((part) => part.variance ** 2 / part.freedom)),
  };
}
