/**
 * One trial's figures from a rough model: a closed loop of connections, so many microseconds of CPU a request,
 * cores that target, proxy and load share. Plausible, not true; noise comes from a seed in the trial's name.
 */
import type { Cell, CoresByRole, OkTrial, ProcessFigures } from '../../harness/record.ts';
import { connectionsBound } from '../../harness/stats/bounds.ts';
import { sum } from '../../harness/stats/summary.ts';

export interface TrialSetting {
  readonly cell: Cell;
  readonly trial: number;
  readonly order: number;
  readonly connections: number;
  readonly delayMs: number;
  readonly durationSeconds: number;
  readonly cores: number;
}

const APP_SECONDS = 85e-6;
const NGINX_SECONDS = 28e-6;
const LOAD_SECONDS = 10e-6;

export function exampleTrial(setting: TrialSetting): OkTrial {
  const { cell, trial, order, connections, delayMs, durationSeconds, cores } = setting;
  const random = randomFrom(`${cell.id} ${trial}`);
  const proxied = cell.proxy === 'nginx';
  const capacity = Math.min(
    cell.workers / APP_SECONDS,
    cores / (APP_SECONDS + LOAD_SECONDS + (proxied ? NGINX_SECONDS : 0)),
    proxied ? 1 / NGINX_SECONDS : Number.POSITIVE_INFINITY,
    1 / LOAD_SECONDS,
  );
  const limit = connectionsBound(connections, delayMs);
  const soft = limit === null ? capacity : (limit ** -6 + capacity ** -6) ** (-1 / 6) * 0.97;
  const throughput = soft * (proxied ? 0.985 : 1) * (1 + 0.013 * (random() + random() - 1));
  const completed = Math.round(throughput * durationSeconds);
  const mean = (connections / throughput) * 1000;
  const used = coresUsed(throughput, cell);
  const shares = workerShares(cell, random);
  return {
    cell: cell.id,
    scenario: cell.scenario,
    app: cell.app,
    topology: cell.topology,
    workers: cell.workers,
    policy: cell.policy,
    proxy: cell.proxy,
    trial,
    order,
    startedAt: new Date(Date.UTC(2026, 2, 1, 12, 0, 18 * (order - 1))).toISOString(),
    status: 'ok',
    load: {
      driver: 'autocannon',
      mode: 'keep-alive',
      connections,
      processes: 1,
      windowSeconds: durationSeconds,
      underWayAtStart: connections,
      sent: completed,
      completed,
      throughput: completed / durationSeconds,
      latency: latencyOf(mean, delayMs, random),
      errors: { connect: 0, timeout: 0, reset: 0, closed: 0, non2xx: 0, mismatch: 0 },
      unfinished: connections,
      offeredRate: null,
      sendDelayP99Ms: null,
      meanUnderWay: connections,
      perSecond: Array.from({ length: Math.floor(durationSeconds) }, () =>
        Math.round(throughput * (0.99 + 0.02 * random())),
      ),
      clientUtilization: Math.min(1, throughput * LOAD_SECONDS),
      clientCpuSeconds: used.load * durationSeconds,
      clientWaitShare: 0.01,
    },
    cpu: {
      samplePeriodMs: 250,
      cores: coreSamples(used, cell, cores, durationSeconds * 4, random),
      busy: (100 * sum(Object.values(used))) / cores,
      steal: 0,
      pressure: 1.5,
      coresByRole: used,
    },
    processes: processesOf(cell, shares, { completed, connections, used, durationSeconds }, random),
    sockets: { timeWait: 12, localPorts: 28_232 },
    bounds: limit === null ? [] : [{ limit, setBy: 'connections' }],
    expected: null,
    search: null,
    warnings: [],
    overheadSeconds: 1.2,
  };
}

/** mulberry32 over a hash of the text. */
function randomFrom(text: string): () => number {
  let state = [...text].reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193),
    0x811c9dc5,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function coresUsed(throughput: number, { proxy, topology, policy }: Cell): CoresByRole {
  return {
    target: throughput * APP_SECONDS,
    primary: topology === 'cluster' && policy === 'rr' ? 0.02 : 0.001,
    proxy: proxy === 'nginx' ? throughput * NGINX_SECONDS : 0,
    load: throughput * LOAD_SECONDS,
    harness: 0.01,
    other: 0.03,
  };
}

function workerShares({ workers, policy }: Cell, random: () => number): number[] {
  const width = policy === 'none' ? 1.2 : policy === 'reuseport' ? 0.25 : 0.04;
  const weights = Array.from({ length: workers }, () => 1 + width * (random() - 0.5));
  return weights.map((weight) => weight / sum(weights));
}

function latencyOf(mean: number, delayMs: number, random: () => number) {
  const queue = Math.max(0.2, mean - delayMs) * (1 + 0.1 * random());
  const at = (factor: number) => delayMs + queue * factor;
  return {
    mean,
    p50: at(0.9),
    p75: at(1.2),
    p90: at(1.9),
    p95: at(2.6),
    p99: at(5),
    p99_9: at(11),
    max: at(25),
    histogram: '',
  };
}

/** The load client on core 0, nginx on core 1, workers on the others as far as there are others. */
function coreSamples(
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
  if (proxy === 'nginx') add(1, used.proxy);
  for (let worker = 0; worker < workers; worker++) add(2 + worker, used.target / workers);
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

function processesOf(
  cell: Cell,
  shares: readonly number[],
  { completed, connections, used, durationSeconds }: Spent,
  random: () => number,
): ProcessFigures[] {
  const idle = { requests: null, connections: null, eventLoopUtilization: null, loopDelayP99Ms: null };
  return [
    ...shares.map((share, instance) => ({
      pid: 1000 + instance,
      instance,
      role: 'worker' as const,
      requests: Math.round(completed * share),
      connections: Math.round(connections * share),
      cpuSeconds: used.target * share * durationSeconds,
      rssBytes: Math.round(78e6 + 6e6 * random()),
      eventLoopUtilization: Math.min(1, used.target * share),
      loopDelayP99Ms: 0.8 + random(),
    })),
    ...(cell.topology === 'cluster'
      ? [
          {
            ...idle,
            pid: 999,
            instance: null,
            role: 'primary' as const,
            cpuSeconds: used.primary * durationSeconds,
            rssBytes: 52_000_000,
          },
        ]
      : []),
    ...(cell.proxy === 'nginx'
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
