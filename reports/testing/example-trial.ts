/**
 * One trial's figures from a rough model: connections or a rate, so many microseconds of CPU a request, cores that
 * target, proxy and load share. Plausible, not true; noise comes from a seed in the trial's name.
 */
import { noErrors } from '../../harness/load/load-errors.ts';
import type { CoresByRole, OkTrial, Search } from '../../harness/records/run.ts';
import { mulberry32 } from '../../harness/stats/mulberry32.ts';
import { sum } from '../../harness/stats/summary.ts';
import { cpuSeconds, limitsOf, type Setting, saturation } from './example-limits.ts';
import { coreSamples, processesOf, workerShares } from './example-processes.ts';

export interface TrialSetting extends Setting {
  readonly trial: number;
  readonly order: number;
  readonly durationSeconds: number;
}

export function exampleTrial(setting: TrialSetting): OkTrial {
  const { cell, trial, order, connections, durationSeconds, cores, scenario } = setting;
  const { delayMs, client, mode } = scenario;
  const random = randomFrom(`${cell.id} ${trial}`);
  const noise = 1 + 0.013 * (random() + random() - 1);
  const most = saturation(setting) * (cell.proxy !== null ? 0.985 : 1) * noise;
  const search = scenario.metric === 'capacity' ? searchUpTo(0.92 * most) : null;
  const offeredRate = mode.arrivals === 'open' ? (search?.rate ?? setting.offeredRate) : null;
  const throughput = Math.min(offeredRate ?? most, most);
  const completed = Math.round(throughput * durationSeconds);
  const mean =
    offeredRate === null
      ? (connections / throughput) * 1000
      : delayMs + openWaitMs(offeredRate, most, durationSeconds) * noise ** 4;
  const meanInFlight = (throughput * mean) / 1000;
  const used = coresUsed(throughput, setting);
  const shares = workerShares(cell, random);
  const modelled = (share: number) => ({
    throughput: saturation(setting) * share,
    meanMs: (connections * 1000) / (saturation(setting) * share),
  });
  return {
    cell: cell.id,
    trial,
    order,
    startedAt: new Date(Date.UTC(2026, 2, 1, 12, 0, 18 * (order - 1))).toISOString(),
    windowStartedAt: new Date(Date.UTC(2026, 2, 1, 12, 0, 18 * (order - 1) + 5)).toISOString(),
    outsideWindow: { sentBefore: 0, sentAfter: 0 },
    status: 'ok',
    response: {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      responses: 9,
      bytes: 312,
      bytesDiffer: false,
      sha256: '0'.repeat(64),
      compresses: null,
      shortestMs: delayMs,
    },
    load: {
      client,
      clientReason: null,
      mode,
      connections,
      processes: 1,
      windowSeconds: durationSeconds,
      inFlightAtStart: Math.round(meanInFlight),
      sent: completed,
      completed,
      throughput: completed / durationSeconds,
      completedPerSecond: completed / durationSeconds,
      resolution: 0,
      statuses: { 200: completed },
      latency: latencyOf(mean, delayMs, random),
      errors: noErrors(),
      failedTime: { sumMs: 0, maxMs: 0 },
      unfinished: Math.round(meanInFlight),
      phases: [],
      byLabel: [],
      iterations: null,
      checks: [],
      sockets: null,
      followedMaxMs: offeredRate === null ? mean : 0,
      followedCorrectMaxMs: offeredRate === null ? mean : 0,
      offeredRate,
      sendDelayP99Ms: offeredRate === null ? null : 0.1 + 0.05 * random(),
      meanInFlight,
      perSecond: Array.from({ length: Math.floor(durationSeconds) }, () => ({
        completed: Math.round(throughput * (0.99 + 0.02 * random())),
        failed: 0,
        p99Ms: mean * (1.1 + 0.2 * random()),
      })),
      clientUtilization: Math.min(1, used.load),
      clientCpuSeconds: used.load * durationSeconds,
      clientWaitShare: 0.01,
    },
    cpu: {
      samplePeriodMs: 250,
      cores: coreSamples(used, cell, cores, durationSeconds * 4, random),
      busy: (100 * sum(Object.values(used).map((each) => each ?? 0))) / cores,
      steal: 0,
      pressure: 1.5,
      coresByRole: used,
    },
    processes: processesOf(cell, shares, { completed, connections, used, durationSeconds }, random),
    memory: null,
    sockets: { timeWait: 12, localPorts: 28_232 },
    cpuLimits: [],
    limits: limitsOf(setting, offeredRate),
    pools: null,
    model:
      offeredRate === null && mode.connections === 'kept'
        ? {
            serviceMs: cpuSeconds(setting).app * 1000,
            servers: Math.min(cell.workers, cores),
            sharedQueue: modelled(1.01),
            perWorker: modelled(cell.policy === 'none' ? 0.96 : 1),
          }
        : null,
    search,
    loadHosts: [],
    services: [],
    events: [],
    accounts: null,
    phases: [],
    warnings: [],
    overheadSeconds: 1.2,
  };
}

/** Milliseconds in the queue: that of a server as busy, or a part of what heaps up where more comes than it answers. */
function openWaitMs(offered: number, most: number, seconds: number): number {
  const busy = Math.min(0.97, offered / most);
  return (0.4 * busy) / (1 - busy) + 150 * seconds * Math.max(0, 1 - most / offered);
}

/** Doubles from 1,000, then halves the interval down to a fiftieth of the rate. */
function searchUpTo(most: number): Search {
  const steps: Search['steps'] = [];
  let [rate, low] = [1000, 0];
  let high: number | null = null;
  while (high === null || high - low > high / 50) {
    const kept = rate <= most;
    steps.push({ rate, achieved: Math.min(rate, most), latencyMs: kept ? 90 : 1200, kept });
    if (kept) low = rate;
    else high = rate;
    rate = high === null ? rate * 2 : (low + high) / 2;
  }
  return { objective: { percentile: 99, limitMs: 200 }, rate: low, low, high, steps };
}

/** Seed from a hash of the text. */
function randomFrom(text: string): () => number {
  return mulberry32(
    [...text].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5),
  );
}

function coresUsed(throughput: number, setting: TrialSetting): CoresByRole {
  const { app, primary, proxy, load } = cpuSeconds(setting);
  return {
    target: throughput * app,
    primary: Math.max(0.001, throughput * primary),
    proxy: throughput * proxy,
    service: 0,
    // In an open loop the client spins, to be on time.
    load: setting.scenario.mode.arrivals === 'open' ? Math.max(1, throughput * load) : throughput * load,
    harness: 0.01,
    other: 0.03,
  };
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
