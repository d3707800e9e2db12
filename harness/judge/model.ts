/** Prediction of the closed-network model for a cell; docs/model.md derives it. */
import type { Model } from '../records/run.ts';
import { apportioned } from '../stats/apportion.ts';
import { closedNetwork, type NetworkFigures, perWorkerNetwork } from '../stats/closed-network.ts';
import { sum } from '../stats/summary.ts';
import { costOf, type RequestCosts } from './costs.ts';
import type { LimitInputs } from './limits.ts';

/** ModelledCell is a cell under a closed loop over kept connections. */
export interface ModelledCell {
  readonly connections: number;
  readonly delayMs: number;
  readonly costs: RequestCosts;
  /** Connections of each worker of the app, one entry per worker. Only their proportions count. */
  readonly connectionsEach: readonly number[];
  /** 0 without a proxy. */
  readonly proxyProcesses: number;
  /** 0 if the load runs elsewhere, without limit. */
  readonly loadProcesses: number;
  /**
   * Cores that the target, and all roles together, may use. A CPU limit or other busy processes may leave a fraction.
   */
  readonly cores: Omit<LimitInputs['cores'], 'proxy'>;
}

interface Station {
  readonly servers: number;
  readonly serviceMs: number;
}

/**
 * modelOf predicts throughput and mean latency.
 *
 * @returns null if a request costs the app nothing, no worker has a connection, or other processes keep every core
 * busy
 */
export function modelOf(cell: ModelledCell): Model | null {
  const { connections, delayMs, costs, connectionsEach, cores } = cell;
  const { serviceMs, proxyMs, loadMs, hostMs } = costs;
  if (serviceMs <= 0 || sum(connectionsEach) <= 0 || cores.host <= 0) return null;

  const servers = Math.ceil(Math.min(connectionsEach.length, cores.target));
  const app = { servers, serviceMs };
  const stages = [
    app,
    { servers: cell.proxyProcesses, serviceMs: proxyMs },
    { servers: cell.loadProcesses, serviceMs: loadMs },
  ].filter((stage) => stage.servers > 0);
  const counts = { target: true, proxy: cell.proxyProcesses > 0, load: cell.loadProcesses > 0 };
  const shared = [
    sharedCores(cores.host, hostMs),
    ...(cores.limited === undefined ? [] : [sharedCores(cores.limited, costs.targetMs)]),
    ...cores.shared
      .filter(({ roles }) => roles.every((role) => counts[role]))
      .map((set) => sharedCores(set.cores, costOf(set.roles, costs))),
  ];

  // The slowest stage is a queue. The others pass requests on at once and only add their time.
  const stagesMs = sum(stages.map((stage) => stage.serviceMs));
  const behind = (stage: Station) => delayMs + stagesMs - stage.serviceMs;
  const sharedQueue = slowest([
    ...stages.map((stage) => closedNetwork({ connections, delayMs: behind(stage), ...stage })),
    ...shared.map((station) => closedNetwork({ connections, delayMs, ...station })),
  ]);
  const perWorker = perWorkerNetwork({
    connectionsEach: apportioned(connections, connectionsEach),
    delayMs: behind(app),
    serviceMs,
  });
  return { serviceMs, servers, sharedQueue, perWorker: slowest([perWorker, sharedQueue]) };
}

/**
 * sharedCores models cores that several roles use as one station. A fraction of a core becomes a slower server, which
 * keeps the capacity: that decides under load.
 */
function sharedCores(cores: number, costMs: number): Station {
  const servers = Math.ceil(cores);
  return { servers, serviceMs: (costMs * servers) / cores };
}

function slowest([first, ...others]: readonly NetworkFigures[]): NetworkFigures {
  return others.reduce(
    (low, other) => (other.throughput < low.throughput ? other : low),
    first as NetworkFigures,
  );
}
