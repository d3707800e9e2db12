/** One setup against another, and whether their trials allow to name a winner. */
import type { Cell } from '../harness/records/run.ts';
import { settingsLabel } from '../harness/records/settings-label.ts';
import { meanBracket } from '../harness/stats/bracket.ts';
import { differenceOfMeans } from '../harness/stats/welch.ts';
import type { CellResult } from './cell-result.ts';
import { CONFIDENCE } from './estimate.ts';
import type { Group } from './groups.ts';
import type { Measured, Scored } from './measured.ts';
import { isOneRate } from './open-loop.ts';
import { isSingleProcess } from './own-cluster.ts';

/**
 * `more`, `less`: the metric differs by more than the trials differ among themselves; `level`: it does not;
 * `unknown`: fewer than two trials on a side, so that nothing is known about the spread.
 */
type Outcome = 'more' | 'less' | 'level' | 'unknown';

export interface Comparison {
  readonly result: Scored;
  readonly against: Scored;
  readonly outcome: Outcome;
  /** Metric of `result` / metric of `against`; null against one of 0. */
  readonly ratio: number | null;
  /** 95 % confidence interval of the difference, as a ratio of `against`; null where unknown. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/**
 * Compares by Welch's interval, and of metrics that are sought by what the searches' brackets leave open where that is more: trials
 * that try the same rates agree better than they know. A difference counts where the interval leaves out 0.
 */
export function compare(result: Scored, against: Scored): Comparison {
  const [here, there] = [result.figures.score, against.figures.score];
  const base = there.mean;
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

interface Range {
  readonly low: number;
  readonly high: number;
}

/** As far as the one may be above the other with each anywhere in its bracket. */
function withBrackets({ low, high }: Range, result: CellResult, against: CellResult): Range {
  if (!result.metric.isSought) return { low, high };
  const [here, there] = [meanBracket(result.ok), meanBracket(against.ok)];
  if (here === null || there === null) return { low, high };
  return { low: Math.min(low, here.low - there.high), high: Math.max(high, here.high - there.low) };
}

function signOf({ low, high }: Range): Outcome {
  return low > 0 ? 'more' : high < 0 ? 'less' : 'level';
}

/** Null where an end is not known. */
function asRatio({ low, high }: Range, base: number): Range | null {
  return Number.isFinite(low) && Number.isFinite(high) ? { low: low / base, high: high / base } : null;
}

export function measured(results: readonly CellResult[]): Measured[] {
  return results.filter((result): result is Measured => result.figures !== null);
}

export function scored(results: readonly CellResult[]): Scored[] {
  return measured(results).filter((result): result is Scored => result.figures.score !== null);
}

/** What every ratio of the group is against: the single process without proxy. Null where it has no figures, or is no single process. */
export function baseline({ results }: Group): Scored | null {
  return scored(results).find((result) => isSingleProcess(result) && result.cell.proxy === null) ?? null;
}

/** The policies of a group's setups, in the plan's order. */
export function policiesOf(results: readonly CellResult[]): string[] {
  return [...new Set(results.flatMap(({ cell }) => cell.policy ?? []))];
}

/** In what a variant is unlike the one that it is held against. */
type Difference = 'policy' | 'proxy' | 'topology' | 'settings';

/** Every setup against those that its members say it is held against, where these are unlike in `what`. */
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

/** Each setup of several workers against the same one with the next smaller number of several workers. */
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

/** Every result against those that `isOther` wants, under one load. */
function pairs({ results }: Group, isOther: (result: Scored) => (other: Cell) => boolean): Comparison[] {
  const members = scored(results);
  return members.flatMap((result) => {
    const wanted = isOther(result);
    return members.flatMap((other) =>
      wanted(other.cell) && isOneRate([result, other]) ? [compare(result, other)] : [],
    );
  });
}
