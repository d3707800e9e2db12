/** Processes of the host, from /proc on Linux; elsewhere the list is empty. */
import { readdirSync, readFileSync } from 'node:fs';

export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Whether it has a terminal: a person's shell has one, our children do not. */
  readonly hasTerminal: boolean;
  /** Start in ticks since the host's start. It identifies a process, since a pid may be reused. */
  readonly startTicks: number;
}

/** listProcesses returns all processes except zombies. */
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

/** descendantsOf returns the descendants of some pids, without the pids themselves. */
export function descendantsOf(pids: readonly number[], all = listProcesses()): ListedProcess[] {
  const below = all.filter(({ parent }) => pids.includes(parent));
  if (below.length === 0) return [];
  const found = below.map(({ pid }) => pid);
  return [...below, ...descendantsOf(found, all)];
}

/**
 * readProcess parses fields of proc_pid_stat(5), where the name may contain parentheses. Null if the process has
 * ended.
 */
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
    return null; // it ended meanwhile
  }
}
