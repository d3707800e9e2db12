/** Everything that watches a trial's window: cores, processes, agents. Started last, stopped first. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CoresByRole, CpuFigures, ProcessFigures } from '../record.ts';
import type { AgentFigures } from './agent-messages.ts';
import type { Agents } from './agents.ts';
import { monotonicMs, type Window } from './clock.ts';
import { sampleCpu } from './cpu-sampler.ts';
import { type ProcessEntry, readProcessTable } from './process-table.ts';

/** Process groups of the trial, by what they are for. */
export interface Groups {
  readonly target: readonly number[];
  readonly proxy: readonly number[];
}

export interface Observations {
  /** CPU by role, but for the load, which its own processes report. */
  readonly cpu: Omit<CpuFigures, 'coresByRole'>;
  readonly cores: Omit<CoresByRole, 'load' | 'other'>;
  readonly processes: ProcessFigures[];
}

/** Watches the window; rejects when the signal is aborted before its end. */
export async function observe(
  window: Window,
  groups: Groups,
  agents: Agents,
  signal: AbortSignal,
): Promise<Observations> {
  const [cpu, answers, { before, after, harnessCores, seconds }] = await Promise.all([
    sampleCpu(window, signal),
    agents.measure(window),
    readTables(window, signal),
  ]);
  const coresOf = (pgids: readonly number[]) => cpuBetween(before, after, pgids) / seconds;
  const primaryCores = sum(answers.filter(isPrimary).map(({ cpuSeconds }) => cpuSeconds)) / seconds;
  return {
    cpu: { ...cpu, cores: cpu.cores.map((core) => [...core]) },
    cores: {
      target: Math.max(0, coresOf(groups.target) - primaryCores),
      primary: primaryCores,
      proxy: coresOf(groups.proxy),
      harness: harnessCores,
    },
    processes: [
      ...answers.sort(byRoleAndInstance).map(({ type, ...figures }) => figures),
      ...proxyProcesses(before, after, groups.proxy),
    ],
  };
}

interface Tables {
  readonly before: ReadonlyMap<number, ProcessEntry>;
  readonly after: ReadonlyMap<number, ProcessEntry>;
  readonly harnessCores: number;
  /** Between the two, as they were really taken. */
  readonly seconds: number;
}

async function readTables({ fromMs, toMs }: Window, signal: AbortSignal): Promise<Tables> {
  await sleep(Math.max(0, fromMs - monotonicMs()), undefined, { signal });
  const startMs = monotonicMs();
  const ownBefore = process.cpuUsage();
  const before = await tableByPid();
  await sleep(Math.max(0, toMs - monotonicMs()), undefined, { signal });
  const seconds = (monotonicMs() - startMs) / 1_000;
  const own = process.cpuUsage(ownBefore);
  return {
    before,
    after: await tableByPid(),
    harnessCores: (own.user + own.system) / 1e6 / seconds,
    seconds,
  };
}

async function tableByPid(): Promise<Map<number, ProcessEntry>> {
  return new Map((await readProcessTable()).map((entry) => [entry.pid, entry]));
}

/** CPU seconds that processes of the groups spent between two readings; new ones count from 0. */
function cpuBetween(before: Tables['before'], after: Tables['after'], pgids: readonly number[]): number {
  return sum(
    [...after.values()]
      .filter(({ pgid }) => pgids.includes(pgid))
      .map(({ pid, cpuSeconds }) => cpuSeconds - (before.get(pid)?.cpuSeconds ?? 0)),
  );
}

/** No agent lives in a proxy: what the process table knows of its processes. */
function proxyProcesses(
  before: Tables['before'],
  after: Tables['after'],
  pgids: readonly number[],
): ProcessFigures[] {
  return [...after.values()]
    .filter(({ pgid }) => pgids.includes(pgid))
    .map(({ pid, cpuSeconds, rssBytes }) => ({
      pid,
      instance: null,
      role: 'proxy',
      requests: null,
      connections: null,
      cpuSeconds: cpuSeconds - (before.get(pid)?.cpuSeconds ?? 0),
      rssBytes,
      eventLoopUtilization: null,
      loopDelayP99Ms: null,
    }));
}

function isPrimary({ role }: AgentFigures): boolean {
  return role === 'primary';
}

/** Workers by instance, then the primary. */
function byRoleAndInstance(one: AgentFigures, other: AgentFigures): number {
  return (one.instance ?? Number.POSITIVE_INFINITY) - (other.instance ?? Number.POSITIVE_INFINITY) || 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
