/** `--connections auto`: enough connections that something else limits every variant. */

import { costsOfTrial, type RequestCosts } from '../judge/costs.ts';
import { type LimitInputs, limitsOf } from '../judge/limits.ts';
import type { Cell, OkTrial } from '../records/run.ts';
import { connectionsNeeded } from '../stats/connections-needed.ts';
import { upToTwoDigits } from '../stats/two-digits.ts';

/** Connections of the pilot trial: hardly any waits for another, and a core is kept busy for seconds. */
export const PILOT_CONNECTIONS = 50;

export interface Largest {
  /** Workers of the largest variant. */
  readonly workers: number;
  /** Cores that the target, and all roles together, may use. */
  readonly cores: LimitInputs['cores'];
  /** Load processes; each has at least one connection. */
  readonly loadProcesses: number;
  /** Connections that the host allows. */
  readonly mostConnections: number;
}

/** Observed is what a trial shows about a request. */
export interface Observed {
  readonly costs: RequestCosts;
  /** Mean latency without the service time: the time of a database or a timer. */
  readonly delayMs: number;
}

/** observed is null if a worker did not report. */
export function observed(cell: Cell, trial: OkTrial): Observed | null {
  const costs = costsOfTrial(cell, trial);
  return costs && { costs, delayMs: Math.max(0, trial.load.latency.mean - costs.serviceMs) };
}

/**
 * connectionsFor is the number that the largest variant needs, from the cost and duration of a request.
 *
 * @returns rounded up to two digits, for a number that will be read and typed
 */
export function connectionsFor(
  { costs, delayMs }: Observed,
  { workers, cores, loadProcesses, mostConnections }: Largest,
): number {
  const [lowest] = limitsOf({
    connections: null,
    delayMs: null,
    offeredRate: null,
    pools: null,
    costs,
    workers,
    proxyProcesses: null,
    clientCapacity: null,
    cores,
  });
  const { serviceMs } = costs;
  const limit = lowest?.limit ?? 0;
  const { advised } = connectionsNeeded({ limit, delayMs, serviceMs, servers: workers });
  return Math.max(
    loadProcesses,
    Math.min(mostConnections, Math.max(PILOT_CONNECTIONS, upToTwoDigits(advised))),
  );
}
