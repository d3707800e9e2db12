/** Where an example's trial ran: its processes, and how busy they kept the cores. */
import type { Cell, CoresByRole, ProcessFigures } from '../../harness/records/run.ts';
import { sum } from '../../harness/stats/summary.ts';

export function workerShares({ workers, policy }: Cell, random: () => number): number[] {
  const width = policy === 'none' ? 1.2 : policy === 'reuseport' ? 0.25 : 0.04;
  const weights = Array.from({ length: workers }, () => 1 + width * (random() - 0.5));
  return weights.map((weight) => weight / sum(weights));
}

/** The load client on core 0, nginx on core 1, workers on the others as far as there are others. */
export function coreSamples(
  used: CoresByRole,
  { workers, proxy }: Cell,
  cores: number,
  samples: number,
  random: () => number,
): number[][] {
  const busy = new Array<number>(cores).fill(3);
  const add = (core: number, share: number) => {
    busy[core % cores] = (busy[core % cores] ?? 0) + share * 100;
  };
  add(0, used.load);
  if (proxy !== null) add(1, used.proxy);
  for (let worker = 0; worker < workers; worker++) add(2 + worker, (used.target ?? 0) / workers);
  return busy.map((percent) =>
    Array.from({ length: samples }, () => Math.min(100, Math.max(0, percent + 12 * (random() - 0.5)))),
  );
}

interface Spent {
  readonly completed: number;
  readonly connections: number;
  readonly used: CoresByRole;
  readonly durationSeconds: number;
}

export function processesOf(
  cell: Cell,
  shares: readonly number[],
  { completed, connections, used, durationSeconds }: Spent,
  random: () => number,
): ProcessFigures[] {
  const idle = {
    requests: null,
    connections: null,
    eventLoopUtilization: null,
    loopDelayP99Ms: null,
    heapUsedBytes: null,
    gcSeconds: null,
    gcCount: null,
    responseP99Ms: null,
  };
  return [
    ...shares.map((share, instance) => ({
      pid: 1000 + instance,
      instance,
      role: 'worker' as const,
      requests: Math.round(completed * share),
      connections: Math.round(connections * share),
      cpuSeconds: (used.target ?? 0) * share * durationSeconds,
      rssBytes: Math.round(78e6 + 6e6 * random()),
      ...heapOf((used.target ?? 0) * share * durationSeconds),
      eventLoopUtilization: Math.min(1, (used.target ?? 0) * share),
      loopDelayP99Ms: 0.8 + random(),
      responseP99Ms: 55,
    })),
    ...(cell.hasPrimary
      ? [
          {
            ...idle,
            pid: 999,
            instance: null,
            role: 'primary' as const,
            cpuSeconds: used.primary * durationSeconds,
            rssBytes: 52_000_000,
            ...heapOf(used.primary * durationSeconds),
          },
        ]
      : []),
    ...(cell.proxy !== null
      ? [
          {
            ...idle,
            pid: 998,
            instance: null,
            role: 'proxy' as const,
            cpuSeconds: used.proxy * durationSeconds,
            rssBytes: 6_000_000,
          },
        ]
      : []),
  ];
}

/** A collection of 1.5 ms for each 20 ms of CPU time. */
function heapOf(cpuSeconds: number): Pick<ProcessFigures, 'heapUsedBytes' | 'gcSeconds' | 'gcCount'> {
  const gcCount = Math.round(50 * cpuSeconds);
  return { heapUsedBytes: 14_000_000 + 1_000 * gcCount, gcSeconds: 0.0015 * gcCount, gcCount };
}
