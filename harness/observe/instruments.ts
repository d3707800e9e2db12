/** The instruments that observe a trial's window: cores, processes, agents. They start last and stop first. */

import { monotonicMs, until, untilEnd, type Window } from '../host/clock.ts';
import { sampleCpu } from '../host/cpu-sampler.ts';
import { measurePressure } from '../host/pressure.ts';
import { readSocketsTo } from '../host/sockets.ts';
import type { CoresByRole, CpuFigures, MemoryFigures, ProcessFigures, Sockets } from '../records/run.ts';
import { sum } from '../stats/summary.ts';
import type { AgentFigures } from './agent-messages.ts';
import type { Agents } from './agents.ts';
import { attachedFigures } from './attached-server.ts';
import { listeningSockets } from './listening-sockets.ts';
import { memoryFigures, type ProcessesByPid, sampleMemory } from './memory.ts';
import { fromTable, targetProcesses } from './process-roles.ts';
import { type ProcessEntry, readProcessTable } from './process-table.ts';
import { type ServerPlace, serverRoles } from './running-server.ts';

/** Watched names the process groups of a trial, by role, and its ports. */
export interface Watched {
  readonly target: readonly number[];
  readonly proxy: readonly number[];
  readonly service: readonly number[];
  /**
   * Primaries that lead their process group. An app may have others that it started itself; their agents report them.
   */
  readonly primaries: readonly number[];
  /** Memory of the app before the load began; null if unknown. */
  readonly beforeLoadBytes: number | null;
  /** Where the target already ran; null if the trial started it. */
  readonly attached: ServerPlace | null;
  /** The port that the load connects to. */
  readonly port: number;
  /** Local addresses that the load connects from. */
  readonly clientAddresses: number;
  /** The ports that the app's processes listen on. */
  readonly appPorts: readonly number[];
}

export interface Observations {
  /** CPU by role, without the load, whose processes report it themselves. */
  readonly cpu: Omit<CpuFigures, 'coresByRole'>;
  readonly cores: Omit<CoresByRole, 'load' | 'other'>;
  /** Cores spent on interrupts. */
  readonly interruptCores: number;
  readonly processes: ProcessFigures[];
  readonly memory: MemoryFigures;
  /** At the window's end; null if unknown. */
  readonly sockets: Sockets | null;
}

/** observe measures the window. It rejects if the signal is aborted before the window's end. */
export async function observe(
  window: Window,
  { port, clientAddresses, appPorts, attached, beforeLoadBytes, ...groups }: Watched,
  agents: Agents,
  signal: AbortSignal,
): Promise<Observations> {
  const ofApp = (table: ProcessesByPid) => appPids(table, groups.target, attached);
  const [{ interrupts, ...cpu }, pressure, reports, memory, tables] = await Promise.all([
    sampleCpu(window, signal),
    measurePressure(window, signal),
    agents.measure(window),
    sampleMemory(window, ofApp, signal),
    readTables(window, { port, clientAddresses }, signal),
  ]);
  const { before, after, harnessCores, seconds, sockets } = tables;
  const coresOf = (pgids: readonly number[]) =>
    (cpuOfGroups(after, pgids) - cpuOfGroups(before, pgids)) / seconds;
  const coresOfService =
    (cpuOf(familiesOf(after, groups.service)) - cpuOf(familiesOf(before, groups.service))) / seconds;
  const reported = new Map(reports.filter(isPrimary).map(({ pid, cpuSeconds }) => [pid, cpuSeconds]));
  // An agent is more precise (microseconds) than the process table (ticks), but a blocked primary does not report in
  // time.
  const primaries = new Set([...groups.primaries, ...reported.keys()]);
  const primaryCores =
    sum([...primaries].map((pid) => reported.get(pid) ?? cpuBetween(before, after, pid))) / seconds;
  const beside = attached && attachedFigures(tables, attached);
  const ofAttached = beside?.processes.sort(byInstance) ?? [];
  const ofTarget = targetProcesses({
    reports,
    withAgent: agents.pids(),
    listeners: listenersAmong(after, groups.target, appPorts),
    groups: groups.target,
    before,
    after,
  }).sort(byInstance);
  return {
    cpu: { ...cpu, cores: cpu.cores.map((core) => [...core]), pressure },
    cores: {
      target: hasLostGroup(before, after, groups.target)
        ? null
        : Math.max(0, coresOf(groups.target) - primaryCores),
      primary: primaryCores,
      ...beside?.cores,
      proxy: coresOf(groups.proxy),
      service: coresOfService,
      harness: harnessCores,
    },
    interruptCores: (interrupts / 100) * cpu.cores.length,
    processes: [
      ...ofTarget,
      ...ofAttached,
      // Proxies and services have no agent.
      ...[...after.values()]
        .filter(({ pgid }) => groups.proxy.includes(pgid))
        .map((entry) => fromTable(entry, before.get(entry.pid), 'proxy')),
      ...familiesOf(after, groups.service).map((entry) => fromTable(entry, before.get(entry.pid), 'service')),
    ],
    memory: memoryFigures(memory, [...ofTarget, ...ofAttached], beforeLoadBytes),
    sockets,
  };
}

interface Tables {
  readonly before: ReadonlyMap<number, ProcessEntry>;
  readonly after: ReadonlyMap<number, ProcessEntry>;
  readonly harnessCores: number;
  /** At the window's end. */
  readonly sockets: Sockets | null;
  /** Time between the two readings as they were actually taken. */
  readonly seconds: number;
}

async function readTables(
  window: Window,
  { port, clientAddresses }: Pick<Watched, 'port' | 'clientAddresses'>,
  signal: AbortSignal,
): Promise<Tables> {
  await until(window.fromMs, signal);
  const startMs = monotonicMs();
  const ownBefore = process.cpuUsage();
  const before = await tableByPid();
  await untilEnd(window, signal);
  const seconds = (monotonicMs() - startMs) / 1_000;
  const own = process.cpuUsage(ownBefore);
  const after = await tableByPid();
  return {
    before,
    after,
    sockets: readSocketsTo(port, clientAddresses),
    harnessCores: (own.user + own.system) / 1e6 / seconds,
    seconds,
  };
}

async function tableByPid(): Promise<Map<number, ProcessEntry>> {
  return new Map((await readProcessTable()).map((entry) => [entry.pid, entry]));
}

/** appPids returns the processes of the app: the groups that the target started, or the server that already ran. */
export function appPids(
  table: ProcessesByPid,
  pgids: readonly number[],
  attached: Watched['attached'],
): number[] {
  if (attached) return [...serverRoles(table, attached).keys()];
  return [...table.values()].filter(({ pgid }) => pgids.includes(pgid)).map(({ pid }) => pid);
}

/** CPU seconds of process groups since their start, including ended children. */
function cpuOfGroups(table: Tables['before'], pgids: readonly number[]): number {
  return cpuOf([...table.values()].filter(({ pgid }) => pgids.includes(pgid)));
}

function cpuOf(entries: readonly ProcessEntry[]): number {
  return sum(entries.map(({ cpuSeconds, endedChildrenCpuSeconds }) => cpuSeconds + endedChildrenCpuSeconds));
}

/**
 * familiesOf returns the processes of groups, and everything that they started: each backend of Postgres leads a
 * group of its own.
 */
function familiesOf(table: Tables['before'], pgids: readonly number[]): ProcessEntry[] {
  const isInside = ({ pgid, ppid }: ProcessEntry): boolean => {
    if (pgids.includes(pgid)) return true;
    const parent = table.get(ppid);
    return parent !== undefined && isInside(parent);
  };
  return [...table.values()].filter(isInside);
}

/** hasLostGroup says whether a process group ended in between. Its CPU time then stands in no table. */
function hasLostGroup(before: Tables['before'], after: Tables['after'], pgids: readonly number[]): boolean {
  const isIn = (table: Tables['before'], pgid: number) =>
    [...table.values()].some((entry) => entry.pgid === pgid);
  return pgids.some((pgid) => isIn(before, pgid) && !isIn(after, pgid));
}

/** CPU seconds of one process between two readings. A new process counts from 0, an ended one not at all. */
function cpuBetween(before: Tables['before'], after: Tables['after'], pid: number): number {
  const entry = after.get(pid);
  return entry ? entry.cpuSeconds - (before.get(pid)?.cpuSeconds ?? 0) : 0;
}

/** Processes of the target's groups with a socket that listens on one of the app's ports. */
function listenersAmong(
  after: Tables['after'],
  pgids: readonly number[],
  ports: readonly number[],
): ReadonlySet<number> {
  const pids = [...after.values()].filter(({ pgid }) => pgids.includes(pgid)).map(({ pid }) => pid);
  const sockets = listeningSockets(pids).filter(({ port }) => ports.includes(port));
  return new Set(sockets.map(({ pid }) => pid));
}

function isPrimary({ role }: AgentFigures): boolean {
  return role === 'primary';
}

/** Orders by instance, then processes without one; workers first. */
function byInstance(one: ProcessFigures, other: ProcessFigures): number {
  const [first, second] = [one.instance ?? Number.MAX_VALUE, other.instance ?? Number.MAX_VALUE];
  return first - second || one.role.localeCompare(other.role) * -1;
}
