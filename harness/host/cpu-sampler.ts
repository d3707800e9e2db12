/**
 * CPU over a window, of each core that this process may use: what others do on the rest of the host costs the run none.
 *
 * On Linux it reads /proc/stat itself: systeminformation starts a shell for every sample (3 ms of ours, against
 * 0.02 ms), leaves out softirq time, which loopback traffic is full of, and adds steal in ticks to times in
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
  /** A row a core: percent busy, one value a sample. Steal is not busy. */
  readonly cores: readonly (readonly number[])[];
  /** Percent of all of them, over the whole window. */
  readonly busy: number;
  /** Percent that the hypervisor took for others; null where the host does not tell. */
  readonly steal: number | null;
  /** Percent spent on interrupts, which is part of what is busy. Kernels differ in whom they charge it to. */
  readonly interrupts: number;
}

/** Time that a core has spent since the host's start, in any one unit. */
export interface CoreTimes {
  readonly busy: number;
  /** Part of what is busy. */
  readonly interrupts: number;
  readonly idle: number;
  /** Null where the host does not tell. */
  readonly steal: number | null;
}

type ReadCores = () => Promise<readonly CoreTimes[]>;

/** Samples every half second from the window's start to its end; ends early when the signal is aborted. */
export async function sampleCpu(
  window: Window,
  signal: AbortSignal,
  readCores: ReadCores = platform() === 'linux' ? readProcStat : readSystemInformation,
): Promise<CpuSamples> {
  const snapshots: (readonly CoreTimes[])[] = [];
  for (const instantMs of instants(window)) {
    await until(instantMs, signal);
    snapshots.push(await readCores());
  }
  return summarizeSnapshots(snapshots);
}

/** The window's start, every half second after it, and its end; a last piece under half a period is merged. */
function instants({ fromMs, toMs }: Window): number[] {
  const periods = Math.max(1, Math.round((toMs - fromMs) / SAMPLE_PERIOD_MS));
  return Array.from({ length: periods + 1 }, (_, index) =>
    index === periods ? toMs : fromMs + index * SAMPLE_PERIOD_MS,
  );
}

/** @param snapshots two or more, of as many cores each */
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

/** Percent of the time between two readings; 0 where no time has passed. */
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
 * Lines `cpuN user nice system idle iowait irq softirq steal guest guest_nice` in ticks; user holds guest (proc(5)).
 *
 * @param allowed CPUs that count; null: all of them. A container whose file numbers its own anew (lxcfs) has those alone.
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

/** systeminformation answers with the time since its last call: the readings are summed up. */
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
