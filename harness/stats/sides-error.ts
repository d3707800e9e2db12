/** The standard error of the difference of two sides of runs, and how well it is known. */
import { ROUNDING_SPREAD } from './inference.ts';
import { mean, sum } from './summary.ts';

/** A run: of the logs of its trials. */
export interface RunLogs {
  readonly trials: number;
  readonly mean: number;
  /** Sum of squares about the mean. */
  readonly squares: number;
}

/** Base and head. */
export type Sides<T> = readonly [T, T];

/** How figures spread, as variances of logs. */
export interface Spreads {
  /** Of trials within a run; the same for both sides where runs were pooled. Null where no run has two. */
  readonly trial: Sides<number> | null;
  /** Of runs of a side, beyond what their trials explain. */
  readonly run: number;
}

/** Degrees of freedom that the assumed spread between runs is worth beside a measured one. */
const ASSUMED_WORTH = 4;

/** The runs that have figures. */
export function runLogsOf(runs: readonly (readonly number[])[]): RunLogs[] {
  return runs.filter((figures) => figures.length > 0).map(logsOf);
}

function logsOf(figures: readonly number[]): RunLogs {
  const logs = figures.map(Math.log);
  const average = mean(logs);
  return { trials: logs.length, mean: average, squares: sum(logs.map((log) => (log - average) ** 2)) };
}

/**
 * With one run on each side the spread between runs is the assumed one. With more it is measured about the means of
 * their sides and shrunk toward the assumed one (the moderated variance of Smyth, Statistical Applications in
 * Genetics and Molecular Biology 3, 2004); never below what the spread of trials explains by itself.
 *
 * @param sides base and head, a run or more each
 * @param assumedRunSpread standard deviation of logs between runs of one side
 * @returns null for one trial on each side
 */
export function spreadsOf(sides: Sides<readonly RunLogs[]>, assumedRunSpread: number): Spreads | null {
  const runs = sides.flat();
  const pooled = trialVariance(runs);
  if (runs.length === 2) {
    if (pooled === null) return null;
    const [base, head] = sides;
    const trial = [trialVariance(base) ?? pooled, trialVariance(head) ?? pooled] as const;
    return { trial, run: assumedRunSpread ** 2 };
  }
  const measuredFreedom = runs.length - 2;
  const ofTrials = trialShare(countsOf(sides)) * (pooled ?? 0);
  const measured = sum(sides.map(squaresBetween)) / measuredFreedom;
  const shrunk =
    (ASSUMED_WORTH * (assumedRunSpread ** 2 + ofTrials) + measuredFreedom * measured) /
    (ASSUMED_WORTH + measuredFreedom);
  return {
    trial: pooled === null ? null : [pooled, pooled],
    run: Math.max(measured, shrunk, ofTrials, ROUNDING_SPREAD ** 2) - ofTrials,
  };
}

/**
 * Error of the difference of means of run means.
 *
 * Of single runs it is Welch's (Biometrika 34, 1947) with the spread between runs beside it, taken as known. Of
 * several the variance of run means carries it, which knows itself as well as there are runs.
 *
 * @param counts trials of each run
 */
export function errorOf(
  counts: Sides<readonly number[]>,
  spreads: Spreads,
): { readonly standardError: number; readonly degreesOfFreedom: number } {
  const runs = counts.flat();
  const overRuns = sum(counts.map((side) => 1 / side.length));
  const trialParts = counts.map((side, at) => (perRun(side) / side.length ** 2) * (spreads.trial?.[at] ?? 0));
  if (runs.length === 2) {
    const parts = trialParts.map((variance, at) => ({ variance, freedom: (runs[at] ?? 1) - 1 }));
    return combined([...parts, { variance: overRuns * spreads.run, freedom: Number.POSITIVE_INFINITY }]);
  }
  const ofMeans = overRuns * (spreads.run + trialShare(counts) * (spreads.trial?.[0] ?? 0));
  const total = overRuns * spreads.run + sum(trialParts);
  return combined([
    { variance: ofMeans, freedom: runs.length - 2 + ASSUMED_WORTH },
    { variance: total - ofMeans, freedom: sum(runs.map((trials) => trials - 1)) },
  ]);
}

export function countsOf(sides: Sides<readonly RunLogs[]>): Sides<readonly number[]> {
  const [base, head] = sides.map((runs) => runs.map(({ trials }) => trials));
  return [base ?? [], head ?? []];
}

/** Share of a trial's variance that the measured variance of run means holds. */
function trialShare(counts: Sides<readonly number[]>): number {
  const freedom = counts.flat().length - 2;
  return sum(counts.map((side) => (1 - 1 / side.length) * perRun(side))) / freedom;
}

function perRun(counts: readonly number[]): number {
  return sum(counts.map((trials) => 1 / trials));
}

/** Pooled over runs; null where none has two trials. */
function trialVariance(runs: readonly RunLogs[]): number | null {
  const freedom = sum(runs.map(({ trials }) => trials - 1));
  if (freedom === 0) return null;
  return Math.max(sum(runs.map(({ squares }) => squares)) / freedom, ROUNDING_SPREAD ** 2);
}

function squaresBetween(side: readonly RunLogs[]): number {
  const average = mean(side.map((run) => run.mean));
  return sum(side.map((run) => (run.mean - average) ** 2));
}

/** Degrees of freedom of a sum of variances: Satterthwaite, Biometrics Bulletin 2, 1946. */
function combined(parts: readonly { readonly variance: number; readonly freedom: number }[]) {
  const variance = sum(parts.map((part) => part.variance));
  const uncertain = parts.filter(({ freedom }) => freedom > 0);
  return {
    standardError: Math.sqrt(variance),
    degreesOfFreedom: variance ** 2 / sum(uncertain.map((part) => part.variance ** 2 / part.freedom)),
  };
}
