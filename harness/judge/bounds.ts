/** The throughputs that no result of a cell can pass, and what sets each. */
import type { Bound } from '../records/run.ts';
import { capacityBound, connectionsBound } from '../stats/bounds.ts';
import { costOf, type RequestCosts, type SharedPins } from './costs.ts';

/** What limits a cell, as plain values. Null: unknown, or not there, and then it bounds nothing. */
export interface Limits {
  /** Kept under way in a closed loop; null in an open one. */
  readonly connections: number | null;
  /** Of the app's database; null where only the user's app knows. */
  readonly delayMs: number | null;
  /** Requests per second that an open loop offers; null in a closed one. */
  readonly offeredRate: number | null;
  readonly costs: RequestCosts | null;
  /** Processes that answer. */
  readonly workers: number;
  readonly proxyProcesses: number | null;
  /** Requests per second that the load's processes reach against a bare responder. */
  readonly clientCapacity: number | null;
  /** That the target, the proxy, and all of them together may use; a CPU limit may leave a fraction. */
  readonly cores: {
    readonly target: number;
    readonly proxy: number;
    readonly host: number;
    /** Of roles that were pinned to cores which they share. */
    readonly shared: readonly SharedPins[];
  };
}

/**
 * | set by | limit, requests per second |
 * | --- | --- |
 * | `connections` | connections / (delay + service time) |
 * | `cpu` | min(workers, cores of the target) / service time |
 * | `proxy` | min(processes, cores of the proxy) / its CPU a request |
 * | `client` | what the load reached against a bare responder |
 * | `shared` | cores / CPU of the roles that were pinned to them a request, as of a proxy on the target's; the least of these |
 * | `host` | cores / CPU of app, primary, proxy, load and their interrupts a request, which share them; not in an open loop, whose client spins |
 * | `rate` | what is offered |
 *
 * Costs are those of the window itself: should requests become cheaper under more load, so do these bounds rise.
 *
 * @returns the lowest one first
 */
export function boundsOf(limits: Limits): Bound[] {
  const { connections, delayMs, offeredRate, costs, workers, proxyProcesses, clientCapacity, cores } = limits;
  const all: Readonly<Record<Bound['setBy'], number | null>> = {
    connections:
      connections === null || delayMs === null
        ? null
        : connectionsBound(connections, delayMs, costs?.serviceMs),
    cpu: costs && capacityBound(Math.min(workers, cores.target), costs.serviceMs),
    proxy:
      costs && proxyProcesses !== null
        ? capacityBound(Math.min(proxyProcesses, cores.proxy), costs.proxyMs)
        : null,
    client: clientCapacity,
    shared: costs && sharedBound(limits, costs),
    host: costs && offeredRate === null ? capacityBound(cores.host, costs.hostMs) : null,
    rate: offeredRate,
  };
  return (Object.keys(all) as Bound['setBy'][])
    .flatMap((setBy) => {
      const limit = all[setBy];
      return limit === null || limit <= 0 ? [] : [{ limit, setBy }];
    })
    .sort((a, b) => a.limit - b.limit);
}

/** A client that sent more than what was measured as its most was held up when it was measured: nothing is known of it. */
export function unlessPassed(clientCapacity: number | null, throughput: number): number | null {
  return clientCapacity === null || throughput > clientCapacity ? null : clientCapacity;
}

/** Roles that are not there, and a load that spins, take from nobody what a request would. */
function sharedBound({ offeredRate, proxyProcesses, cores }: Limits, costs: RequestCosts): number | null {
  const counts = { target: true, proxy: proxyProcesses !== null, load: offeredRate === null };
  const limits = cores.shared
    .filter(({ roles }) => roles.every((role) => counts[role]))
    .flatMap((set) => capacityBound(set.cores, costOf(set.roles, costs)) ?? []);
  return limits.length > 0 ? Math.min(...limits) : null;
}
