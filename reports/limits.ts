/** How far a setup could have gone, and what stood in its way: the bounds of its trials together. */
import type { Bound } from '../harness/record.ts';
import { connectionsNeeded } from '../harness/stats/connections-needed.ts';
import { mean } from '../harness/stats/summary.ts';
import type { CellResult } from './cell-result.ts';
import type { Measured } from './comparison.ts';
import { groupedBy } from './grouped-by.ts';

/** From this share of its lowest bound on, the bound makes a setup's figure, and not the setup. */
export const BINDING = 0.9;

/** What sets a bound, in words. */
export const SET_BY: Readonly<Record<Bound['setBy'], string>> = {
  connections: 'connections / (delay + service time)',
  cpu: 'cores / CPU per request',
  proxy: "proxy's cores / its CPU per request",
  client: "load client's capacity",
  host: "host's cores / CPU per request of all",
  rate: 'offered rate',
};

/**
 * Bounds in requests per second, each the mean over the trials that have it, the lowest first. Less the offered
 * rate, which is there to be met.
 */
export function boundsOf({ ok }: CellResult): Bound[] {
  const bounds = ok.flatMap((trial) => trial.bounds.filter(({ setBy }) => setBy !== 'rate'));
  return [...groupedBy(bounds, ({ setBy }) => setBy)]
    .map(([setBy, members]) => ({ setBy, limit: mean(members.map(({ limit }) => limit)) }))
    .toSorted((a, b) => a.limit - b.limit);
}

export interface Limit extends Bound {
  /** Of it that the setup reached. */
  readonly share: number;
  readonly binds: boolean;
}

/** The lowest bound, and how close the setup came; null where it has none. */
export function limitOf(result: Measured): Limit | null {
  const [lowest] = boundsOf(result);
  if (lowest === undefined) return null;
  const share = reachedBy(result) / lowest.limit;
  // As printed, so that of two that say 90 % none is otherwise.
  return { ...lowest, share, binds: Math.round(share * 100) >= BINDING * 100 };
}

/** Requests per second: the capacity where that was sought, else the throughput. */
export function reachedBy({ metric, figures }: Measured): number {
  return (metric.name === 'capacity' ? figures.score?.mean : undefined) ?? figures.throughput.mean;
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
  const step = 10 ** Math.max(0, Math.floor(Math.log10(advised)) - 1);
  return Math.ceil(advised / step) * step;
}
