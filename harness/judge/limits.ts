/** The throughputs that no result of a cell can exceed, and what sets each. */
import type { Limit, Pools } from '../records/run.ts';
import { capacityLimit, connectionsLimit } from '../stats/limits.ts';
import { costOf, type RequestCosts, type SharedPins } from './costs.ts';

/** LimitInputs are the plain values that limits are calculated from. Null means unknown or absent, and sets no limit. */
export interface LimitInputs {
  /** Requests kept in flight in a closed loop; null in an open one. */
  readonly connections: number | null;
  /** Delay of the app's database; null if only the user's app knows it. */
  readonly delayMs: number | null;
  /** Requests per second that an open loop offers; null in a closed one. */
  readonly offeredRate: number | null;
  readonly costs: RequestCosts | null;
  /** Connections of the app's workers to its services. */
  readonly pools: Pools | null;
  /** Processes that respond. */
  readonly workers: number;
  readonly proxyProcesses: number | null;
  /** Requests per second that the load processes reach against a bare responder. */
  readonly clientCapacity: number | null;
  /** Cores that the target, the proxy, and all of them together may use. A CPU limit may leave a fraction. */
  readonly cores: {
    readonly target: number;
    readonly proxy: number;
    readonly host: number;
    /** Cores that the target's control groups allow it; omitted without a CPU limit. */
    readonly limited?: number;
    /** Cores of roles that were pinned to the same ones. */
    readonly shared: readonly SharedPins[];
  };
}

/**
 * limitsOf calculates every limit of a cell:
 *
 * | set by | limit, requests per second |
 * | --- | --- |
 * | `connections` | connections / (delay + service time) |
 * | `pools` | workers x connections of each one's pool / time of a query |
 * | `database` | queries that the services work on at the same time / time of a query |
 * | `cpu` | min(workers, cores of the target) / service time |
 * | `cpu-limit` | cores of the target's control groups / CPU per request of app and primary, with all their threads |
 * | `proxy` | min(processes, cores of the proxy) / its CPU per request |
 * | `client` | what the load reached against a bare responder |
 * | `shared` | cores / CPU per request of the roles pinned to them, such as a proxy on the target's; the lowest of
 * these |
 * | `host` | cores / CPU per request of app, primary, proxy, load and their interrupts, which share them; not in an
 * open loop, whose client spins |
 * | `rate` | the offered rate |
 *
 * Costs are those of the window itself: if requests become cheaper under more load, these limits rise.
 *
 * @returns the lowest one first
 */
export function limitsOf(inputs: LimitInputs): Limit[] {
  const { connections, delayMs, offeredRate, costs, pools, workers, proxyProcesses, clientCapacity, cores } =
    inputs;
  const all: Readonly<Record<Limit['setBy'], number | null>> = {
    connections:
      connections === null || delayMs === null
        ? null
        : connectionsLimit(connections, delayMs, costs?.serviceMs),
    pools: pools && queriesLimit(workers * pools.perWorker, pools),
    database: pools && pools.atOnce !== null ? queriesLimit(pools.atOnce, pools) : null,
    cpu: costs && capacityLimit(Math.min(workers, cores.target), costs.serviceMs),
    'cpu-limit': costs && cores.limited !== undefined ? capacityLimit(cores.limited, costs.targetMs) : null,
    proxy:
      costs && proxyProcesses !== null
        ? capacityLimit(Math.min(proxyProcesses, cores.proxy), costs.proxyMs)
        : null,
    client: clientCapacity,
    shared: costs && sharedLimit(inputs, costs),
    host: costs && offeredRate === null ? capacityLimit(cores.host, costs.hostMs) : null,
    rate: offeredRate,
  };
  return (Object.keys(all) as Limit['setBy'][])
    .flatMap((setBy) => {
      const limit = all[setBy];
      return limit === null || limit <= 0 ? [] : [{ limit, setBy }];
    })
    .sort((a, b) => a.limit - b.limit);
}

/**
 * credibleCapacity returns the client's capacity, or null if the client sent more than that: then it was held up while
 * its capacity was measured, and the capacity is unknown.
 */
export function credibleCapacity(clientCapacity: number | null, throughput: number): number | null {
  return clientCapacity === null || throughput > clientCapacity ? null : clientCapacity;
}

/** queriesLimit is that of so many queries at the same time, one for each request. */
function queriesLimit(atOnce: number, { queryMs }: Pools): number | null {
  return queryMs === null ? null : capacityLimit(atOnce, queryMs);
}

/** sharedLimit ignores absent roles, and a load that spins: they take no core from a request. */
function sharedLimit(
  { offeredRate, proxyProcesses, cores }: LimitInputs,
  costs: RequestCosts,
): number | null {
  const counts = { target: true, proxy: proxyProcesses !== null, load: offeredRate === null };
  const limits = cores.shared
    .filter(({ roles }) => roles.every((role) => counts[role]))
    .flatMap((set) => capacityLimit(set.cores, costOf(set.roles, costs)) ?? []);
  return limits.length > 0 ? Math.min(...limits) : null;
}
