/** `--connections auto`: as many as it takes for something else than the connections to limit every setup. */
import { boundsOf, type Limits } from '../judge/bounds.ts';
import { costsOfTrial, type RequestCosts } from '../judge/costs.ts';
import type { Cell, OkTrial } from '../records/run.ts';
import { connectionsNeeded } from '../stats/connections-needed.ts';
import { upToTwoDigits } from '../stats/two-digits.ts';

/** Of the trial that is made beforehand: hardly any waits for another, and a core is kept busy for seconds. */
export const PILOT_CONNECTIONS = 50;

export interface Largest {
  /** Of the setup with most of them. */
  readonly workers: number;
  /** That the target, and that all together may use. */
  readonly cores: Limits['cores'];
  /** Each has one at least. */
  readonly loadProcesses: number;
  /** That the host has room for. */
  readonly mostConnections: number;
}

/** What a trial tells of a request. */
export interface Observed {
  readonly costs: RequestCosts;
  /** Less the service: what a database, or a timer, takes. */
  readonly delayMs: number;
}

/** Null where a worker did not report. */
export function observed(cell: Cell, trial: OkTrial): Observed | null {
  const costs = costsOfTrial(cell, trial);
  return costs && { costs, delayMs: Math.max(0, trial.load.latency.mean - costs.serviceMs) };
}

/**
 * What the largest setup needs, from what a request cost and took.
 *
 * @returns rounded up to two digits, for a number that will be read and typed
 */
export function connectionsFor(
  { costs, delayMs }: Observed,
  { workers, cores, loadProcesses, mostConnections }: Largest,
): number {
  const [bound] = boundsOf({
    connections: null,
    delayMs: null,
    offeredRate: null,
    costs,
    workers,
    proxyProcesses: null,
    clientCapacity: null,
    cores,
  });
  const { serviceMs } = costs;
  const limit = bound?.limit ?? 0;
  const { advised } = connectionsNeeded({ limit, delayMs, serviceMs, servers: workers });
  return Math.max(
    loadProcesses,
    Math.min(mostConnections, Math.max(PILOT_CONNECTIONS, upToTwoDigits(advised))),
  );
}
