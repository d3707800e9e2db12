/** One variant compared with another, and whether their trials show a winner. */
import type { Cell } from '../harness/records/run.ts';
import { settingsLabel } from '../harness/records/settings-label.ts';
import { meanBracket } from '../harness/stats/bracket.ts';
import { leastPValue, permutationTest } from '../harness/stats/permutation-test.ts';
import { differenceOfMeans } from '../harness/stats/welch.ts';
import type { CellResult } from './cell-result.ts';
import { CONFIDENCE } from './estimate.ts';
import type { Group } from './groups.ts';
import type { Measured, Scored } from './measured.ts';
import { isOneRate } from './open-loop.ts';
import { isSingleOf, isSingleProcess } from './own-cluster.ts';

/**
 * `more`, `less`: the metric differs significantly; `level`: it does not; `unknown`: there are too few trials to
 * tell, whatever their figures are.
 */
type Outcome = 'more' | 'less' | 'level' | 'unknown';

export interface Comparison {
  readonly result: Scored;
  readonly against: Scored;
  readonly outcome: Outcome;
  /** Metric of `result` / metric of `against`; null against one of 0. */
  readonly ratio: number | null;
  /** 95% confidence interval of the difference, as a ratio of `against`; null where unknown. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/**
 * Compares by Welch's interval. Metrics that a search finds have at least the interval that the brackets leave open: trials
 * that try the same rates agree too well. A difference is significant where the interval excludes 0.
 */
export function compare(result: Scored, against: Scored): Comparison {
  const [here, there] = [result.figures.score, against.figures.score];
  const base = there.mean;
  if (result.metric.isPermuted) return permuted(result, against);
  const test = differenceOfMeans(here.values, there.values, CONFIDENCE);
  const difference = test && withBrackets(test, result, against);
  return {
    result,
    against,
    outcome: difference === null ? 'unknown' : signOf(difference),
    ratio: base > 0 ? here.mean / base : null,
    interval: difference !== null && base > 0 ? asRatio(difference, base) : null,
  };
}

/** Counts that are often 0 have no useful interval, but an exact test. */
function permuted(result: Scored, against: Scored): Comparison {
  const [here, there] = [result.figures.score, against.figures.score];
  const pValue = permutationTest(there.values, here.values);
  const isUnknown = pValue === null || leastPValue(there.values.length, here.values.length) > 1 - CONFIDENCE;
  const isLevel = pValue !== null && pValue > 1 - CONFIDENCE;
  return {
    result,
    against,
    outcome: isUnknown ? 'unknown' : isLevel ? 'level' : here.mean > there.mean ? 'more' : 'less',
    ratio: there.mean > 0 ? here.mean / there.mean : null,
    interval: null,
  };
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** Widens the interval to every difference that the brackets allow. */
function withBrackets({ low, high }: Range, result: CellResult, against: CellResult): Range {
  if (!result.metric.isSought) return { low, high };
  const [here, there] = [meanBracket(result.ok), meanBracket(against.ok)];
  if (here === null || there === null) return { low, high };
  return { low: Math.min(low, here.low - there.high), high: Math.max(high, here.high - there.low) };
}

function signOf({ low, high }: Range): Outcome {
  return low > 0 ? 'more' : high < 0 ? 'less' : 'level';
}

/** Null where an end is unknown. */
function asRatio({ low, high }: Range, base: number): Range | null {
  return Number.isFinite(low) && Number.isFinite(high) ? { low: low / base, high: high / base } : null;
}

export function measured(results: readonly CellResult[]): Measured[] {
  return results.filter((result): result is Measured => result.figures !== null);
}

export function scored(results: readonly CellResult[]): Scored[] {
  return measured(results).filter((result): result is Scored => result.figures.score !== null);
}

/** Single processes without proxy that have figures; several where `--env` gives each variant several environments. */
export function baselines({ results }: Group): Scored[] {
  return scored(results).filter((result) => isSingleProcess(result) && result.cell.proxy === null);
}

/** The single process without proxy, to which ratios of a variant refer. Null where it has no figures, or is a cluster. */
export function baselineOf({ cell }: CellResult, group: Group): Scored | null {
  return baselines(group).find((single) => isSingleOf(single.cell, cell)) ?? null;
}

/** The policies of a group's variants, in the plan's order. */
export function policiesOf(results: readonly CellResult[]): string[] {
  return [...new Set(results.flatMap(({ cell }) => cell.policy ?? []))];
}

/** The difference between a variant and the one that it is compared with. */
type Difference = 'policy' | 'proxy' | 'topology' | 'settings';

/** Every variant with those that its topology and proxy compare it with, as far as they differ in `what`. */
export function memberPairs(group: Group, what: Difference): Comparison[] {
  return pairs(group, ({ cell }) => (other) => {
    const isHeldAgainst = cell.against.includes(other.variant);
    return isHeldAgainst && differenceOf(cell, other) === what;
  });
}

function differenceOf(cell: Cell, other: Cell): Difference {
  if (other.proxy !== cell.proxy) return 'proxy';
  if (other.topology !== cell.topology) return 'topology';
  return settingsLabel(other.settings) === settingsLabel(cell.settings) ? 'policy' : 'settings';
}

/** The settings of a cell that another one does not have, as ids write them: `watchdog=5s`. Empty if there are none. */
export function settingsApart({ settings }: Cell, other: Cell): string {
  const apart = Object.entries(settings).filter(([name, value]) => other.settings[name] !== value);
  return settingsLabel(Object.fromEntries(apart)).slice(1);
}

/** Each variant of several workers with the same variant at the next smaller number of several workers. */
export function workersPairs(group: Group): Comparison[] {
  const counts = scored(group.results).map(({ cell }) => cell.workers);
  return pairs(group, ({ cell }) => {
    const fewer = Math.max(...counts.filter((count) => count < cell.workers));
    return (other) =>
      fewer > 1 &&
      other.workers === fewer &&
      other.topology === cell.topology &&
      other.policy === cell.policy &&
      settingsLabel(other.settings) === settingsLabel(cell.settings) &&
      other.proxy === cell.proxy;
  });
}

/** Every result with those that `isOther` selects, under the same load. */
function pairs({ results }: Group, isOther: (result: Scored) => (other: Cell) => boolean): Comparison[] {
  const members = scored(results);
  return members.flatMap((result) => {
    const wanted = isOther(result);
    return members.flatMap((other) =>
      wanted(other.cell) && isOneRate([result, other]) ? [compare(result, other)] : [],
    );
  });
}
