/** Limits and model of variants that were not measured: connections spread evenly, all requests alike. */
import type { PlannedHost, Prediction } from '../records/prediction.ts';
import { connectionsNeeded } from '../stats/connections-needed.ts';
import { limitsOf } from './limits.ts';
import { modelOf } from './model.ts';

export function predicted(workers: number, host: PlannedHost): Prediction {
  const { cores, connections, delayMs, cpuMs, loadCpuMs } = host;
  const costs = {
    serviceMs: cpuMs,
    targetMs: cpuMs,
    proxyMs: 0,
    loadMs: loadCpuMs,
    hostMs: cpuMs + loadCpuMs,
  };
  const unlimited = { offeredRate: null, clientCapacity: null, proxyProcesses: null, pools: null };
  const limits = { ...unlimited, costs, delayMs, workers };
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
