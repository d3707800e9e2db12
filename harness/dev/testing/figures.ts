/** Figures of a healthy trial without any diagnostic. Tests make one of them worse. */

import { rr } from '../../../targets/policies/rr.ts';
import type { TrialFigures } from '../../judge/diagnostic.ts';
import { noErrors } from '../../load/load-errors.ts';
import type { Accounts, CoresByRole, LoadFigures, LoadHost, ProcessFigures } from '../../records/run.ts';

/** A cluster of two under policy `rr`, on four cores, 100 connections: 2,000 requests per second of 50 ms each. */
export function healthyFigures(change: Partial<TrialFigures> = {}): TrialFigures {
  return {
    workers: 2,
    hasPrimary: true,
    isReference: false,
    skew: rr.skew,
    proxy: null,
    hasProxyThreads: false,
    load: loadWith({}),
    loadHosts: [],
    cpu: cpuWith({}),
    processes: [workerWith({}), workerWith({}), primary],
    memory: null,
    sockets: { timeWait: 12, localPorts: 28_232 },
    cpuLimits: [],
    limits: [{ limit: 4_000, setBy: 'connections' }],
    search: null,
    events: [],
    accounts: null,
    cpus: null,
    isAttached: false,
    expectedFailures: [],
    ...change,
  };
}

/** An agent that sent half of {@link loadWith}. */
export function loadHostWith({ clock, ...change }: LoadHostChange = {}): LoadHost {
  return {
    name: 'a1',
    hostname: 'load-1',
    cpuModel: 'a CPU',
    cores: 4,
    kernel: 'Linux 6',
    node: 'v22.18.0',
    processes: 3,
    connections: 50,
    sent: 10_000,
    completed: 10_000,
    utilization: 0.2,
    cpuSeconds: 1,
    busy: 20,
    retransmits: 0,
    roundTripMs: 0.3,
    clock: { offsetMs: 12, uncertaintyMs: 0.2, driftPpm: 5, skewMs: 0.1, ...clock },
    ...change,
  };
}

type LoadHostChange = Partial<Omit<LoadHost, 'clock'>> & { readonly clock?: Partial<LoadHost['clock']> };

/** Seconds of a window without failed requests. */
export function secondsOf(completed: readonly number[]): LoadFigures['perSecond'] {
  return completed.map((count) => ({ completed: count, failed: 0, p99Ms: 60 }));
}

export function loadWith(change: Partial<LoadFigures>): LoadFigures {
  return {
    client: 'direct',
    clientReason: null,
    mode: { connections: 'kept', arrivals: 'closed' },
    connections: 100,
    processes: 1,
    windowSeconds: 10,
    inFlightAtStart: 100,
    sent: 20_000,
    completed: 20_000,
    throughput: 2_000,
    completedPerSecond: 2_000,
    resolution: 0,
    statuses: { 200: 20_000 },
    latency: { mean: 50, p50: 50, p75: 51, p90: 52, p95: 53, p99: 60, p99_9: 70, max: 80, histogram: '' },
    errors: noErrors(),
    failedTime: { sumMs: 0, maxMs: 0 },
    unfinished: 100,
    followedMaxMs: 55,
    followedCorrectMaxMs: 55,
    offeredRate: null,
    sendDelayP99Ms: null,
    meanInFlight: 100,
    perSecond: secondsOf(new Array(10).fill(2_000)),
    phases: [],
    byLabel: [],
    iterations: null,
    checks: [],
    sockets: null,
    clientUtilization: 0.2,
    clientCpuSeconds: 2,
    clientWaitShare: 0.05,
    ...change,
  };
}

/** Accounts of the requests of {@link loadWith}, with a window event. */
export function accountsWith(change: Partial<Accounts>): Accounts {
  return {
    correct: 20_000,
    wrong: 0,
    lost: { neverReached: 0, begun: 0, finished: 0, unknown: 0 },
    unavailable: 0,
    unfinished: 100,
    executedTwice: 0,
    notNoted: 0,
    workersAlive: null,
    ...change,
  };
}

/** An open loop at 2,000 requests per second. */
export function rateLoadWith(change: Partial<LoadFigures>): LoadFigures {
  return loadWith({
    mode: { connections: 'kept', arrivals: 'open' },
    offeredRate: 2_000,
    sendDelayP99Ms: 0.05,
    clientUtilization: 1,
    ...change,
  });
}

export function cpuWith({ cores = 4, busy = {}, ...change }: CpuChange): TrialFigures['cpu'] {
  const coresByRole = {
    target: 0.5,
    primary: 0.01,
    proxy: 0,
    service: 0,
    load: 0.2,
    harness: 0.01,
    other: 0,
    ...busy,
  };
  return {
    samplePeriodMs: 500,
    cores: Array.from({ length: cores }, () => [20, 20]),
    busy: 20,
    steal: 0,
    pressure: 8,
    coresByRole,
    ...change,
  };
}

interface CpuChange extends Partial<Omit<TrialFigures['cpu'], 'cores' | 'busy' | 'coresByRole'>> {
  /** Number of the host's cores. */
  readonly cores?: number;
  readonly busy?: Partial<CoresByRole>;
}

export function workerWith(change: Partial<ProcessFigures>): ProcessFigures {
  return {
    pid: 1,
    instance: 0,
    role: 'worker',
    requests: 10_000,
    connections: 50,
    cpuSeconds: 2.5,
    rssBytes: 60_000_000,
    heapUsedBytes: 12_000_000,
    gcSeconds: 0.05,
    gcCount: 80,
    eventLoopUtilization: 0.25,
    loopDelayP99Ms: 2,
    responseP99Ms: 55,
    ...change,
  };
}

const primary = workerWith({ role: 'primary', instance: null, requests: 0, connections: 0, cpuSeconds: 0.1 });

/** nginx's processes: its master, and workers that each use a share of a core over the window of 10 s. */
export function proxyProcesses(workers: number, share: number): ProcessFigures[] {
  const idle = { instance: null, requests: null, connections: null, eventLoopUtilization: null };
  const unknown = { loopDelayP99Ms: null, heapUsedBytes: null, gcSeconds: null, gcCount: null };
  const process = { ...idle, ...unknown, role: 'proxy' as const };
  return [
    workerWith({ ...process, cpuSeconds: 0 }),
    ...Array.from({ length: workers }, () => workerWith({ ...process, cpuSeconds: share * 10 })),
  ];
}
