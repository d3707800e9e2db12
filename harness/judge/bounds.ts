/** The throughputs that no result of a cell can pass, and what sets each. */
import type { Bound } from '../record.ts';
import { capacityBound, connectionsBound } from '../stats/bounds.ts';
import type { RequestCosts } from './costs.ts';

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
  readonly cores: { readonly target: number; readonly proxy: number; readonly host: number };
}

/**
 * | set by | limit, requests per second |
 * | --- | --- |
 * | `connections` | connections / (delay + service time) |
 * | `cpu` | min(workers, cores of the target) / service time |
 * | `proxy` | min(processes, cores of the proxy) / its CPU a request |
 * | `client` | what the load reached against a bare responder |
 * | `host` | cores / CPU of app, primary, proxy, load and their interrupts a request, which share them |
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
    host: costs && capacityBound(cores.host, costs.hostMs),
    rate: offeredRate,
  };
  return (Object.keys(all) as Bound['setBy'][])
    .flatMap((setBy) => {
      const limit = all[setBy];
      return limit === null || limit <= 0 ? [] : [{ limit, setBy }];
    })
    .sort((a, b) => a.limit - b.limit);
}

export interface ConnectionsNeeded {
  /** With fewer, the connections themselves are the lowest bound. */
  readonly least: number;
  /** With so many, something else is, and can be seen to be. */
  readonly advised: number;
}

/** Connections bind from 90 % of their bound on; this leaves what is measured at 80 % of it. */
const HEADROOM = 1.25;

/**
 * Connections that it takes for a cell to reach a limit that is not theirs.
 *
 * `least` is limit x (delay + service time): what is then under way, by Little's law. With just that many up to a
 * fifth of the limit is lost, for requests come unevenly and a server runs dry at times. `advised` is a quarter
 * more, and at least 2 sqrt(least x servers) more: two standard deviations of what is under way at each of separate
 * servers. Spread evenly, they lose less than 1 % of the limit (closed-network model; bounds.test.ts).
 *
 * @param limit requests per second: the lowest bound that connections do not set
 * @param servers that each have connections of their own
 */
export function connectionsNeeded({
  limit,
  delayMs,
  serviceMs,
  servers,
}: {
  readonly limit: number;
  readonly delayMs: number;
  readonly serviceMs: number;
  readonly servers: number;
}): ConnectionsNeeded {
  const exact = (limit * (delayMs + serviceMs)) / 1000;
  return {
    least: wholeAbove(exact),
    advised: wholeAbove(Math.max(HEADROOM * exact, exact + 2 * Math.sqrt(exact * servers))),
  };
}

/** 31,200 x 0.05 is a little more than 1,560. */
function wholeAbove(value: number): number {
  return Math.ceil(value * (1 - 1e-12));
}
