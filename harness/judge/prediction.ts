/** Bounds and expectation of setups that nobody has measured: connections spread evenly, every request alike. */
import type { Bound, Expected } from '../records/run.ts';
import { type ConnectionsNeeded, connectionsNeeded } from '../stats/connections-needed.ts';
import { boundsOf } from './bounds.ts';
import { expectedOf } from './expected.ts';

/** A host, and the load that it is to meet. */
export interface OnPaper {
  readonly cores: number;
  readonly connections: number;
  readonly delayMs: number;
  /** CPU of the app a request. */
  readonly cpuMs: number;
  /** CPU of the load a request, on the same cores; 0 where it has cores of its own. */
  readonly loadCpuMs: number;
}

export interface Prediction {
  readonly workers: number;
  /** The lowest one. */
  readonly bound: Bound;
  readonly expected: Expected;
  /** Of what the app's processes can do at the same time, 0 to 1; with each connection kept by its worker. */
  readonly utilization: number;
  /** Until something else than connections bounds it. */
  readonly needed: ConnectionsNeeded;
}

export function predicted(workers: number, host: OnPaper): Prediction {
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
  const [bound] = boundsOf({ ...limits, connections, cores: shared });
  const [otherwise] = boundsOf({ ...limits, connections: null, cores: shared });
  const expected = expectedOf({
    connections,
    delayMs,
    costs,
    connectionsEach: new Array<number>(workers).fill(1),
    proxyProcesses: 0,
    loadProcesses: 0,
    cores: shared,
  });
  if (!bound || !otherwise || !expected) throw new Error('a request that takes CPU has bounds');
  return {
    workers,
    bound,
    expected,
    utilization: (expected.pinned.throughput * cpuMs) / 1000 / expected.servers,
    needed: connectionsNeeded({
      limit: otherwise.limit,
      delayMs,
      serviceMs: cpuMs,
      servers: expected.servers,
    }),
  };
}
