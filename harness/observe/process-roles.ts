/** Roles of a target's processes: of everything that an app starts, only the processes that serve are workers. */
import type { ProcessFigures } from '../records/run.ts';
import type { AgentFigures } from './agent-messages.ts';
import type { ProcessEntry } from './process-table.ts';

export interface ObservedProcesses {
  readonly reports: readonly AgentFigures[];
  /** Processes that have an agent, whether or not it reported. */
  readonly withAgent: ReadonlySet<number>;
  /** Processes with a socket that listens on a port of the app, as far as the host shows it. */
  readonly listeners: ReadonlySet<number>;
  /** Process groups of the target. */
  readonly groups: readonly number[];
  readonly before: ReadonlyMap<number, ProcessEntry>;
  readonly after: ReadonlyMap<number, ProcessEntry>;
}

/**
 * targetProcesses assigns each process its role. Processes that listen on the app's port are its workers, also those
 * without an agent, which are servers not written in Node. Their ancestors are launchers (`npm`, a shell); the rest
 * are other processes of the app. If no listener is known, every process that reports may be a worker.
 */
export function targetProcesses(seen: ObservedProcesses): ProcessFigures[] {
  const reported = seen.reports.filter(({ listens }) => listens).map(({ pid }) => pid);
  const serving = new Set([...reported, ...seen.listeners]);
  const launchers = ancestorsOf(serving, seen.after);
  const roleOf = ({ pid, role }: AgentFigures): ProcessFigures['role'] => {
    if (role === 'primary' || serving.size === 0 || serving.has(pid)) return role;
    return launchers.has(pid) ? 'launcher' : 'other';
  };
  return [
    ...seen.reports.map((figures) => {
      const { type, fromMs, listens, ...others } = figures;
      return { ...others, role: roleOf(figures) };
    }),
    ...foreignServers(seen),
  ];
}

function ancestorsOf(pids: ReadonlySet<number>, table: ObservedProcesses['after']): Set<number> {
  const ancestors = new Set<number>();
  for (const pid of pids) {
    let parent = table.get(pid)?.ppid;
    while (parent !== undefined && parent > 1 && !ancestors.has(parent)) {
      ancestors.add(parent);
      parent = table.get(parent)?.ppid;
    }
  }
  return ancestors;
}

/** Servers without an agent, from the process table. */
function foreignServers({
  listeners,
  withAgent,
  groups,
  before,
  after,
}: ObservedProcesses): ProcessFigures[] {
  return [...listeners].flatMap((pid) => {
    const entry = after.get(pid);
    if (!entry || withAgent.has(pid) || !groups.includes(entry.pgid)) return [];
    return fromTable(entry, before.get(pid), 'worker');
  });
}

/** fromTable returns the figures of a process without an agent. */
export function fromTable(
  after: ProcessEntry,
  before: ProcessEntry | undefined,
  role: ProcessFigures['role'],
): ProcessFigures {
  return {
    pid: after.pid,
    instance: null,
    role,
    requests: null,
    connections: null,
    cpuSeconds: after.cpuSeconds - (before?.cpuSeconds ?? 0),
    rssBytes: after.rssBytes,
    heapUsedBytes: null,
    gcSeconds: null,
    gcCount: null,
    eventLoopUtilization: null,
    loopDelayP99Ms: null,
    responseP99Ms: null,
  };
}
