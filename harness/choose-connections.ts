/** `--connections auto`: as many as it takes for something else than the connections to limit every setup. */
import { boundsOf } from './judge/bounds.ts';
import { costsOf } from './judge/costs.ts';
import type { OkTrial } from './record.ts';
import { connectionsNeeded } from './stats/connections-needed.ts';

/** Of the trial that is made beforehand: hardly any waits for another, and a core is kept busy for seconds. */
export const PILOT_CONNECTIONS = 50;

export interface Largest {
  /** Of the setup with most of them. */
  readonly workers: number;
  /** That the target, and that all together may use. */
  readonly cores: { readonly target: number; readonly host: number };
  /** That the host has room for. */
  readonly mostConnections: number;
}

/**
 * What the largest setup needs, from what a request cost and took in a trial with few connections: its latency there
 * stands for delay and service, which of a user's own app nobody else knows.
 *
 * @returns rounded up to two digits, for a number that will be read and typed; null where the costs are unknown
 */
export function connectionsFor(pilot: OkTrial, { workers, cores, mostConnections }: Largest): number | null {
  const { load, cpu, processes } = pilot;
  const answering = processes.filter(({ role }) => role === 'worker');
  const costs = costsOf({ ...load, workers: answering, cpu });
  const [bound] = boundsOf({
    connections: null,
    delayMs: null,
    offeredRate: null,
    costs,
    workers,
    proxyProcesses: null,
    clientCapacity: null,
    cores: { ...cores, proxy: cores.host },
  });
  if (!costs || !bound) return null;
  const { serviceMs } = costs;
  const delayMs = Math.max(0, load.latency.mean - serviceMs);
  const { advised } = connectionsNeeded({ limit: bound.limit, delayMs, serviceMs, servers: workers });
  return Math.min(mostConnections, Math.max(PILOT_CONNECTIONS, twoDigits(advised)));
}

/** 1,234 is 1,300. */
function twoDigits(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.ceil(count / step) * step;
}
