/** Processes of the host, as Linux tells of them in /proc; elsewhere there are none. */
import { readdirSync, readFileSync } from 'node:fs';

export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Whether it has a terminal: a person's shell does, a child of ours does not. */
  readonly hasTerminal: boolean;
  /** Ticks from the host's start: a pid may be used again. */
  readonly startTicks: number;
}

/** Everything that runs, but for what has ended and waits for its parent. */
export function listProcesses(): ListedProcess[] {
  return listPids().flatMap((pid) => readProcess(pid) ?? []);
}

export function listPids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Boolean);
  } catch {
    return [];
  }
}

/** Those below some pids, the pids themselves left out. */
export function descendantsOf(pids: readonly number[], all = listProcesses()): ListedProcess[] {
  const below = all.filter(({ parent }) => pids.includes(parent));
  if (below.length === 0) return [];
  const found = below.map(({ pid }) => pid);
  return [...below, ...descendantsOf(found, all)];
}

/** Fields of proc_pid_stat(5), where the name may hold parentheses. Null where it has ended. */
export function readProcess(pid: number): ListedProcess | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, parent, group, session, terminal] = fields;
    if (state === 'Z' || state === 'X') return null;
    return {
      pid,
      parent: Number(parent),
      group: Number(group),
      session: Number(session),
      hasTerminal: terminal !== '0',
      startTicks: Number(fields[19]),
    };
  } catch {
    return null; // it ended while we looked
  }
}
