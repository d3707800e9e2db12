/** One setup against another, and whether their trials allow to name a winner. */
import type { Cell, Policy } from '../harness/record.ts';
import { differenceOfMeans } from '../harness/stats/welch.ts';
import { type CellFigures, type CellResult, throughputs } from './cell-result.ts';
import type { Group } from './groups.ts';

/** A result that holds figures. */
export type Measured = CellResult & { readonly figures: CellFigures };

/**
 * `more`, `less`: throughput differs by more than the trials differ among themselves; `level`: it does not;
 * `unknown`: fewer than two trials on a side, so that nothing is known about the spread.
 */
type Outcome = 'more' | 'less' | 'level' | 'unknown';

export interface Comparison {
  readonly result: Measured;
  readonly against: Measured;
  readonly outcome: Outcome;
  /** Throughput of `result` / throughput of `against`; null against a throughput of 0. */
  readonly ratio: number | null;
  /** 95 % confidence interval of the difference, as a ratio of `against`; null where unknown. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

export const CONFIDENCE = 0.95;

/** Compares throughputs by Welch's interval: a difference counts where it leaves out 0. */
export function compare(result: Measured, against: Measured): Comparison {
  const base = against.figures.throughput.mean;
  const test = differenceOfMeans(throughputs(result.ok), throughputs(against.ok), CONFIDENCE);
  return {
    result,
    against,
    outcome: test === null ? 'unknown' : test.low > 0 ? 'more' : test.high < 0 ? 'less' : 'level',
    ratio: base > 0 ? result.figures.throughput.mean / base : null,
    interval: test !== null && base > 0 ? { low: test.low / base, high: test.high / base } : null,
  };
}

export function measured(results: readonly CellResult[]): Measured[] {
  return results.filter((result): result is Measured => result.figures !== null);
}

/** What every ratio of the group is against: the single process without proxy. Null where it has no figures. */
export function baseline({ results }: Group): Measured | null {
  return measured(results).find(({ cell }) => cell.topology === 'single' && cell.proxy === 'none') ?? null;
}

/** Each cluster under `policy` against the one under `against` with as many workers and the same proxy. */
export function policyPairs(group: Group, policy: Policy, against: Policy): Comparison[] {
  return pairs(group, ({ cell }) => (cell.policy === policy ? { ...cell, policy: against } : null));
}

/** Each proxied setup against the same one without proxy; `processes` have none to compare with. */
export function proxyPairs(group: Group): Comparison[] {
  return pairs(group, ({ cell }) => (cell.proxy === 'none' ? null : { ...cell, proxy: 'none' }));
}

/** N processes behind a proxy against a cluster of N workers under RR behind the same: one balancer against two. */
export function processesPairs(group: Group): Comparison[] {
  return pairs(group, ({ cell }) =>
    cell.topology === 'processes' ? { ...cell, topology: 'cluster', policy: 'rr' } : null,
  );
}

/** Each setup of several workers against the same one with the next smaller number of several workers. */
export function workersPairs(group: Group): Comparison[] {
  const counts = measured(group.results).map(({ cell }) => cell.workers);
  return pairs(group, ({ cell }) => {
    const fewer = Math.max(...counts.filter((count) => count < cell.workers));
    return fewer > 1 ? { ...cell, workers: fewer } : null;
  });
}

type Arrangement = Pick<Cell, 'topology' | 'workers' | 'policy' | 'proxy'>;

/** Every result against the one that is arranged as `wanted` says, where the group has both. */
function pairs({ results }: Group, wanted: (result: Measured) => Arrangement | null): Comparison[] {
  const members = measured(results);
  return members.flatMap((result) => {
    const arrangement = wanted(result);
    const other = arrangement && members.find(({ cell }) => isArranged(cell, arrangement));
    return other ? [compare(result, other)] : [];
  });
}

function isArranged(cell: Cell, { topology, workers, policy, proxy }: Arrangement): boolean {
  return (
    cell.topology === topology && cell.workers === workers && cell.policy === policy && cell.proxy === proxy
  );
}
