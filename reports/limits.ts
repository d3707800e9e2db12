/** The limits of a variant: throughputs that no result of it can exceed, and what sets each. */
import type { Limit } from '../harness/records/run.ts';
import { type LowestLimit, lowestLimit } from '../harness/stats/binding.ts';
import { meanBracket } from '../harness/stats/bracket.ts';
import { connectionsNeeded } from '../harness/stats/connections-needed.ts';
import { mean } from '../harness/stats/summary.ts';
import { upToTwoDigits } from '../harness/stats/two-digits.ts';
import type { CellResult } from './cell-result.ts';
import { cpuLimitOf } from './cpu-limits.ts';
import { groupedBy } from './grouped-by.ts';
import type { Measured } from './measured.ts';
import { keepsUp, offeredTo } from './open-loop.ts';

/** Each limit by name, as a sentence has it. */
export const LIMIT_NAMES: Readonly<Record<Limit['setBy'], string>> = {
  connections: 'the connection limit',
  pools: "the limit of the app's connection pools",
  database: "the limit of the database's connections",
  cpu: "the app's CPU limit",
  'cpu-limit': 'the CPU limit of its control groups',
  proxy: "the proxy's CPU limit",
  client: "the load client's capacity",
  shared: 'the CPU limit of the cores that roles share',
  host: "the host's CPU limit",
  rate: 'the offered rate',
};

/** Cause of each limit: a formula, if there is one. */
export const SET_BY: Readonly<Record<Limit['setBy'], string>> = {
  connections: 'connections / (delay + service time)',
  pools: 'workers x pool / query time',
  database: "database's connections / query time",
  cpu: 'cores / CPU per request',
  'cpu-limit': 'CPU limit / CPU per request',
  proxy: "proxy's cores / its CPU per request",
  client: "load client's capacity",
  shared: 'shared cores / CPU per request of their roles',
  host: "host's cores / CPU per request of all processes",
  rate: 'offered rate',
};

/** The cause with the figures of the variant: `CPU limit of 4 x 0.5 cores / CPU per request`. */
export function setByOf({ cell }: Pick<CellResult, 'cell'>, setBy: Limit['setBy']): string {
  const limit = cpuLimitOf(cell);
  return setBy === 'cpu-limit' && limit !== null ? `CPU limit of ${limit} / CPU per request` : SET_BY[setBy];
}

/**
 * Limits in requests per second, each the mean over the trials that have it, lowest first. The client's limit holds for
 * all trials or for none: if one trial exceeded it, it is no limit.
 */
export function limitsOf({ ok }: CellResult): Limit[] {
  const limits = ok.flatMap((trial) => trial.limits);
  return [...groupedBy(limits, ({ setBy }) => setBy)]
    .filter(([setBy, members]) => setBy !== 'client' || members.length === ok.length)
    .map(([setBy, members]) => ({ setBy, limit: mean(members.map(({ limit }) => limit)) }))
    .toSorted((a, b) => a.limit - b.limit);
}

/** The lowest limit, and how close the variant came to it; null where it has none. */
export function limitOf(result: Measured): LowestLimit | null {
  return lowestLimit(limitsOf(result), reachedBy(result));
}

/** Requests per second: the capacity if that was searched for, else the throughput. */
export function reachedBy({ metric, figures }: Measured): number {
  return (metric.isSought ? figures.score?.mean : undefined) ?? figures.throughput.mean;
}

const BEFORE_WORKERS = ['connections', 'client', 'proxy', 'database', 'rate'] as const;
export type BeforeWorkers = (typeof BEFORE_WORKERS)[number];

/**
 * Returns the load, the proxy or the database if it, and not the workers, limits the result; null otherwise. Cores are the workers' own
 * limit, even those that they share with load and proxy.
 */
export function heldBackBy(result: Measured): BeforeWorkers | null {
  const limit = limitOf(result);
  const binding = limit?.binds ? BEFORE_WORKERS.find((setBy) => setBy === limit.setBy) : undefined;
  return binding ?? (isAllOfTheRate(result) ? 'rate' : null);
}

/** Whether the load offered no more than the variant can handle: an open loop, or a search that found no rate too high. */
function isAllOfTheRate(result: Measured): boolean {
  return result.metric.isSought
    ? meanBracket(result.ok)?.high === Number.POSITIVE_INFINITY
    : offeredTo(result) > 0 && keepsUp(result);
}

/** Connections with which another limit than theirs would apply, rounded up; null where one of the two is unknown. */
export function connectionsNeededBy(result: CellResult): number | null {
  const limits = limitsOf(result);
  const own = limits.find(({ setBy }) => setBy === 'connections');
  const other = limits.find(({ setBy }) => setBy !== 'connections');
  const connections = result.ok[0]?.load.connections;
  if (own === undefined || other === undefined || connections === undefined) return null;
  const { advised } = connectionsNeeded({
    limit: other.limit,
    // The limit gives delay and service time only as a sum.
    delayMs: (connections * 1000) / own.limit,
    serviceMs: 0,
    servers: result.cell.workers,
  });
  return upToTwoDigits(advised);
}
