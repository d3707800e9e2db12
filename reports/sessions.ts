/** Sessions that only their own worker knows: the share of 401s, measured and as independent users would have it. */
import type { OkTrial } from '../harness/records/run.ts';
import { unauthorized } from '../harness/stats/metrics/unauthorized.ts';
import { missShare } from '../harness/stats/placement.ts';
import { mean, sum } from '../harness/stats/summary.ts';
import type { CellResult } from './cell-result.ts';
import type { Group } from './groups.ts';

export interface SessionMisses extends Pick<CellResult, 'cell'> {
  /** Users at the same time: each has a connection at most. */
  readonly users: number;
  /** Iterations of all trials. The requests of an iteration may share a connection, and then meet one worker. */
  readonly visits: number;
  /** Shares of the responses, means over trials. */
  readonly measured: number;
  /** 1 - sum of p_i^2 over the workers' measured shares p_i of the requests. */
  readonly predicted: number;
  /** Smallest and largest share of a worker in any trial. */
  readonly shares: readonly [number, number];
}

/** A smaller difference, 2 points, means nothing to a reader. */
const ALIKE = 0.02;
/** Few visits differ by chance. Beyond three standard deviations lie 3 in 1,000 results. */
const DEVIATIONS = 3;

/** agrees says whether the users met workers as if each connection chose one independently. */
export function agrees({ measured, predicted, visits }: SessionMisses): boolean {
  const deviation = Math.sqrt((predicted * (1 - predicted)) / visits);
  return Math.abs(measured - predicted) <= Math.max(ALIKE, DEVIATIONS * deviation);
}

/** A row for each variant of several workers that reported their requests. Empty under another metric. */
export function sessionMisses({ results, metric }: Group): SessionMisses[] {
  return metric === unauthorized ? results.flatMap((result) => missesOf(result) ?? []) : [];
}

function missesOf({ cell, ok }: CellResult): SessionMisses | null {
  const trials = ok.flatMap((trial) => {
    const requests = requestsOf(trial, cell.workers);
    const [measured, predicted] = [unauthorized.read(trial, cell), missShare(requests)];
    if (measured === null || predicted === null) return [];
    const all = sum(requests);
    const { iterations, completed } = trial.load;
    const visits = iterations === null ? completed : iterations.completed + iterations.failed;
    return [{ measured, predicted, visits, shares: requests.map((own) => own / all) }];
  });
  const [first] = ok;
  if (first === undefined || trials.length === 0) return null;
  const shares = trials.flatMap((trial) => trial.shares);
  return {
    cell,
    users: first.load.connections,
    visits: Math.max(1, sum(trials.map(({ visits }) => visits))),
    measured: mean(trials.map(({ measured }) => measured)),
    predicted: mean(trials.map(({ predicted }) => predicted)),
    shares: [Math.min(...shares), Math.max(...shares)],
  };
}

/** Empty for a single worker, and if a worker's requests are unknown: the shares of the others would be wrong. */
function requestsOf({ processes }: OkTrial, workers: number): number[] {
  const counts = processes.filter(({ role }) => role === 'worker').map(({ requests }) => requests);
  const known = counts.filter((count) => count !== null);
  return workers > 1 && known.length === counts.length && known.length >= workers ? known : [];
}
