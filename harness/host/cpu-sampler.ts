/**
 * CPU use over a window, for each core that this process may use; the rest of the host does not affect the run.
 *
 * On Linux it reads /proc/stat itself: systeminformation starts a shell for every sample (3 ms of our time, compared
 * with 0.02 ms), leaves out softirq time, which loopback traffic is full of, and adds steal in ticks to times in
 * milliseconds. Elsewhere it asks systeminformation.
 */
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import si from 'systeminformation';
import { sum } from '../stats/summary.ts';
import { until, type Window } from './clock.ts';
import { readCores as readAllowed } from './cpu-topology.ts';

const SAMPLE_PERIOD_MS = 500;

export interface CpuSamples {
  readonly samplePeriodMs: number;
  /** One row per core, one value per sample: percent busy. Steal is not busy. */
  readonly cores: readonly (readonly number[])[];
  /** Percent busy of all of them, over the whole window. */
  readonly busy: number;
  /** Percent that the hypervisor took for other guests; null if the host does not report it. */
  readonly steal: number | null;
  /** Percent spent on interrupts, which is part of busy. Kernels differ in the process that they charge for it. */
  readonly interrupts: number;
}

/** CoreTimes is the time that a core has spent since the host's start, in any one unit. */
export interface CoreTimes {
  readonly busy: number;
  /** Part of busy. */
  readonly interrupts: number;
  readonly idle: number;
  /** Null if the host does not report it. */
  readonly steal: number | null;
}

type ReadCores = () => Promise<readonly CoreTimes[]>;

/** sampleCpu samples every half second from the window's start to its end. It ends early if the signal is aborted. */
export async function sampleCpu(
  window: Window,
  signal: AbortSignal,
  readCores: ReadCores = platform() === 'linux' ? readProcStat : readSystemInformation,
): Promise<CpuSamples> {
  const snapshots: (readonly CoreTimes[])[] = [];
  for await (const _ of instants(window, signal)) snapshots.push(await readCores());
  return summarizeSnapshots(snapshots);
}

/**
 * instants are the window's start, every half second after it, and its end; a last piece under half a period is
 * merged.
 */
async function* instants(window: Window, signal: AbortSignal): AsyncGenerator<number> {
  await until(window.fromMs, signal);
  yield window.fromMs;
  for (let nextMs = window.fromMs + SAMPLE_PERIOD_MS; ; ) {
    const endMs = window.toMs;
    const isLast = nextMs > endMs - SAMPLE_PERIOD_MS / 2;
    await until(isLast ? endMs : nextMs, signal);
    if (isLast && window.toMs > endMs) continue;
    yield nextMs;
    if (isLast) return;
    nextMs += SAMPLE_PERIOD_MS;
  }
}

/** @param snapshots two or more, with the same number of cores */
export function summarizeSnapshots(snapshots: readonly (readonly CoreTimes[])[]): CpuSamples {
  const [first = [], last = []] = [snapshots[0], snapshots.at(-1)];
  return {
    samplePeriodMs: SAMPLE_PERIOD_MS,
    cores: first.map((_, core) =>
      snapshots.slice(1).map((snapshot, index) => shares(snapshots[index]?.[core], snapshot[core]).busy),
    ),
    ...shares(total(first), total(last)),
  };
}

function total(cores: readonly CoreTimes[]): CoreTimes {
  return {
    busy: sum(cores.map(({ busy }) => busy)),
    interrupts: sum(cores.map(({ interrupts }) => interrupts)),
    idle: sum(cores.map(({ idle }) => idle)),
    steal: cores.some(({ steal }) => steal === null) ? null : sum(cores.map(({ steal }) => steal ?? 0)),
  };
}

const NO_TIME: CoreTimes = { busy: 0, interrupts: 0, idle: 0, steal: 0 };

/** shares are percentages of the time between two readings; 0 if no time has passed. */
function shares(before: CoreTimes = NO_TIME, after: CoreTimes = NO_TIME) {
  const busy = after.busy - before.busy;
  const steal = (after.steal ?? 0) - (before.steal ?? 0);
  const passed = busy + steal + after.idle - before.idle;
  const percent = (time: number) => (passed > 0 ? (100 * time) / passed : 0);
  return {
    busy: percent(busy),
    interrupts: percent(after.interrupts - before.interrupts),
    steal: after.steal === null ? null : percent(steal),
  };
}

async function readProcStat(): Promise<CoreTimes[]> {
  return parseProcStat(readFileSync('/proc/stat', 'utf8'), readAllowed()?.flat() ?? null);
}

/**
 * parseProcStat reads lines `cpuN user nice system idle iowait irq softirq steal guest guest_nice` in ticks; user
 * includes guest (proc(5)).
 *
 * @param allowed CPUs that count; null for all. A container whose file has its own numbers (lxcfs) lists only those.
 */
export function parseProcStat(text: string, allowed: readonly number[] | null): CoreTimes[] {
  const lines = text.split('\n').filter((line) => /^cpu\d/.test(line));
  const own = lines.filter((line) => allowed?.some((cpu) => line.startsWith(`cpu${cpu} `)));
  return (own.length === allowed?.length ? own : lines).map((line) => {
    const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = line
      .split(/\s+/)
      .slice(1)
      .map(Number);
    const interrupts = irq + softirq;
    return { busy: user + nice + system + interrupts, interrupts, idle: idle + iowait, steal };
  });
}

/** systeminformation returns the time since its last call, so that readings are added up. */
const readSystemInformation: ReadCores = (() => {
  let sums: CoreTimes[] = [];
  return async () => {
    const { cpus } = await si.currentLoad();
    sums = cpus.map(({ rawLoad, rawLoadIdle }, core) => ({
      busy: (sums[core]?.busy ?? 0) + rawLoad,
      interrupts: 0,
      idle: (sums[core]?.idle ?? 0) + rawLoadIdle,
      steal: null,
    }));
    return sums;
  };
})();
