/** Limits and model of variants that were not measured: connections spread evenly, all requests alike. */
import type { Limit, Model } from '../records/run.ts';
import { type ConnectionsNeeded, connectionsNeeded } from '../stats/connections-needed.ts';
import { limitsOf } from './limits.ts';
import { modelOf } from './model.ts';

/** PlannedHost is a host and its load. */
export interface PlannedHost {
  readonly cores: number;
  readonly connections: number;
  readonly delayMs: number;
  /** CPU of the app per request. */
  readonly cpuMs: number;
  /** CPU of the load per request, on the same cores; 0 if it has cores of its own. */
  readonly loadCpuMs: number;
}

export interface Prediction {
  readonly workers: number;
  /** Lowest limit. */
  readonly lowest: Limit;
  readonly model: Model;
  /** Share of the app's parallel capacity in use, 0 to 1, if each connection stays with its worker. */
  readonly utilization: number;
  /** Connections until something else sets the limit. */
  readonly needed: ConnectionsNeeded;
}

export function predicted(workers: number, host: PlannedHost): Prediction {
  const { cores, connections, delayMs, cpuMs, loadCpuMs } = host;
  const costs = {
    serviceMs: cpuMs,
    targetMs: cpuMs,
    proxyMs: 0,
    loadMs: loadCpuMs,
    hostMs: cpuMs + loadCpuMs,
  };
  const limits = { offeredRate: null, clientCapacity: null, proxyProcesses: null, costs, delayMs, workers };
  const shared = { target: cores, proxy: cores, host: cores, shared: [] };
  const [lowest] = limitsOf({ ...limits, connections, cores: shared });
  const [otherwise] = limitsOf({ ...limits, connections: null, cores: shared });
  const model = modelOf({
    connections,
    delayMs,
    costs,
    connectionsEach: new Array<number>(workers).fill(1),
    proxyProcesses: 0,
    loadProcesses: 0,
    cores: shared,
  });
  if (!lowest || !otherwise || !model) throw new Error('a request that takes CPU has limits');
  return {
    workers,
    lowest,
    model,
    utilization: (model.perWorker.throughput * cpuMs) / 1000 / model.servers,
    needed: connectionsNeeded({
      limit: otherwise.limit,
      delayMs,
      serviceMs: cpuMs,
      servers: model.servers,
    }),
  };
}
