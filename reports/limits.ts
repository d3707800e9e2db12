/** How far a setup could have gone, and what stood in its way: the bounds of its trials together. */
import type { Bound } from '../harness/records/run.ts';
import { type Limit, lowestLimit } from '../harness/stats/binding.ts';
import { meanBracket } from '../harness/stats/bracket.ts';
import { connectionsNeeded } from '../harness/stats/connections-needed.ts';
import { mean } from '../harness/stats/summary.ts';
import { upToTwoDigits } from '../harness/stats/two-digits.ts';
import type { CellResult } from './cell-result.ts';
import { groupedBy } from './grouped-by.ts';
import type { Measured } from './measured.ts';
import { keepsUp, offeredTo } from './open-loop.ts';

/** What sets a bound, in words. */
export const SET_BY: Readonly<Record<Bound['setBy'], string>> = {
  connections: 'connections / (delay + service time)',
  cpu: 'cores / CPU per request',
  proxy: "proxy's cores / its CPU per request",
  client: "load client's capacity",
  shared: 'cores that roles share / CPU per request of these',
  host: "host's cores / CPU per request of all",
  rate: 'offered rate',
};

/**
 * Bounds in requests per second, each the mean over the trials that have it, the lowest first. The client's holds for all
 * trials or for none: where one of them passed it, it is no bound.
 */
export function boundsOf({ ok }: CellResult): Bound[] {
  const bounds = ok.flatMap((trial) => trial.bounds);
  return [...groupedBy(bounds, ({ setBy }) => setBy)]
    .filter(([setBy, members]) => setBy !== 'client' || members.length === ok.length)
    .map(([setBy, members]) => ({ setBy, limit: mean(members.map(({ limit }) => limit)) }))
    .toSorted((a, b) => a.limit - b.limit);
}

/** The lowest bound, and how close the setup came; null where it has none. */
export function limitOf(result: Measured): Limit | null {
  return lowestLimit(boundsOf(result), reachedBy(result));
}

/** Requests per second: the capacity where that was sought, else the throughput. */
export function reachedBy({ metric, figures }: Measured): number {
  return (metric.isSought ? figures.score?.mean : undefined) ?? figures.throughput.mean;
}

const BEFORE_WORKERS = ['connections', 'client', 'proxy', 'rate'] as const;
export type BeforeWorkers = (typeof BEFORE_WORKERS)[number];

/**
 * What stands before the workers, the load or the proxy, and makes a throughput or a capacity in their place; null where
 * nothing does. Cores are the workers' own limit, also those that load and proxy share with them.
 */
export function heldBackBy(result: Measured): BeforeWorkers | null {
  const limit = limitOf(result);
  const binding = limit?.binds ? BEFORE_WORKERS.find((setBy) => setBy === limit.setBy) : undefined;
  return binding ?? (isAllOfTheRate(result) ? 'rate' : null);
}

/** Whether the load asked for no more than the setup can answer: an open loop, or a search that met no rate too high. */
function isAllOfTheRate(result: Measured): boolean {
  return result.metric.isSought
    ? meanBracket(result.ok)?.high === Number.POSITIVE_INFINITY
    : offeredTo(result) > 0 && keepsUp(result);
}

/** Connections with which another bound than theirs would show, rounded up; null where one of the two is unknown. */
export function connectionsNeededBy(result: CellResult): number | null {
  const bounds = boundsOf(result);
  const own = bounds.find(({ setBy }) => setBy === 'connections');
  const other = bounds.find(({ setBy }) => setBy !== 'connections');
  const connections = result.ok[0]?.load.connections;
  if (own === undefined || other === undefined || connections === undefined) return null;
  const { advised } = connectionsNeeded({
    limit: other.limit,
    // Of the two the bound knows the sum.
    delayMs: (connections * 1000) / own.limit,
    serviceMs: 0,
    servers: result.cell.workers,
  });
  return upToTwoDigits(advised);
}
