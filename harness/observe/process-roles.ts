/** What each process of a target is for: of all that an app starts, those count that serve. */
import type { ProcessFigures } from '../records/run.ts';
import type { AgentFigures } from './agent-messages.ts';
import type { ProcessEntry } from './process-table.ts';

export interface ObservedProcesses {
  readonly reports: readonly AgentFigures[];
  /** Processes that have an agent, whether it answered or not. */
  readonly withAgent: ReadonlySet<number>;
  /** Processes that hold a socket which listens on a port of the app, as far as the host tells. */
  readonly listeners: ReadonlySet<number>;
  /** Process groups of the target. */
  readonly groups: readonly number[];
  readonly before: ReadonlyMap<number, ProcessEntry>;
  readonly after: ReadonlyMap<number, ProcessEntry>;
}

/**
 * Processes that listen on the app's port are its workers, and so are those that listen there and have no agent: a
 * server that is no Node. Their ancestors started them (`npm`, a shell); the rest are other processes of the app.
 * Where nobody is known to listen, everybody that reports may be a worker.
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

/** Servers in which no agent lives: what the process table knows of them. */
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

/** Of a process without an agent. */
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
    eventLoopUtilization: null,
    loopDelayP99Ms: null,
  };
}
