/**
 * Finds and kills what a trial left behind if no control group can be made. Linux only.
 *
 * The limit mark finds everything. Without `prlimit`, a process is recognized by its session, its parents, its open
 * files and its working directory. This does not find a double fork into a new session that keeps no file of ours
 * open.
 */
import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { killIfThere } from './kill-group.ts';
import { limitMarkOf } from './limit-mark.ts';
import { descendantsOf, type ListedProcess, listPids, listProcesses, readProcess } from './process-list.ts';

/** Trace is what is known about a trial's processes. */
export interface Trace {
  /** Processes that started before are not ours. */
  readonly sinceTicks: number;
  readonly limitMarks: ReadonlySet<number>;
  /** Our sessions and process groups. */
  readonly sessions: ReadonlySet<number>;
  /** Folders of our processes' files. */
  readonly folders: readonly string[];
  /** Pids that are never killed. Neither are this process and its ancestors. */
  readonly spared: readonly number[];
}

/** A process that forks and ends may escape a single search. */
const QUIET_LOOKS = 3;
const MOST_LOOKS = 50;
const PAUSE_MS = 10;

/** Kills until several searches in a row find nothing. Never rejects. */
export async function killLeftovers(trace: Trace): Promise<void> {
  const spared = new Set([...trace.spared, ...ancestors(process.pid)]);
  let quiet = 0;
  for (let look = 0; look < MOST_LOOKS && quiet < QUIET_LOOKS; look++) {
    if (look > 0) await sleep(PAUSE_MS);
    const found = leftovers(trace, spared);
    quiet = found.length === 0 ? quiet + 1 : 0;
    for (const pid of found) killIfThere(pid, 'SIGKILL');
  }
}

/** sessionsBelow returns the sessions and groups of some running processes and all their descendants. */
export function sessionsBelow(pids: readonly number[]): Set<number> {
  const below = descendantsOf(pids);
  // Every process in another pid namespace has session 0.
  return new Set(
    [...pids, ...below.flatMap(({ session, group }) => [session, group])].filter((id) => id > 1),
  );
}

/** Stops each process as it is found, so that it does not fork before it is killed. */
function leftovers(trace: Trace, spared: ReadonlySet<number>): number[] {
  const seen = new Set<number>(spared);
  const found: number[] = [];
  // Repeat until the list has nothing new, so that the child of a process that has just ended is seen within a
  // millisecond.
  for (let fresh = listPids(); fresh.length > 0; fresh = listPids().filter((pid) => !seen.has(pid))) {
    for (const pid of fresh) {
      const one = seen.has(pid) ? null : readProcess(pid);
      seen.add(pid);
      if (!one || one.startTicks < trace.sinceTicks || !isOurs(one, trace)) continue;
      killIfThere(pid, 'SIGSTOP');
      found.push(pid);
    }
  }
  return found;
}

function isOurs(one: ListedProcess, { limitMarks, sessions, folders }: Trace): boolean {
  const mark = limitMarkOf(one.pid);
  if (mark !== null && limitMarks.has(mark)) return true;
  // Our processes have no terminal. A process with one may be a person looking into the folder.
  if (one.hasTerminal) return false;
  return sessions.has(one.session) || sessions.has(one.group) || usesFiles(one.pid, folders);
}

function ancestors(pid: number): number[] {
  const parents = new Map(listProcesses().map((one) => [one.pid, one.parent]));
  const chain: number[] = [];
  for (let at = pid; at > 0; at = parents.get(at) ?? 0) chain.push(at);
  return chain;
}

/** Whether it has an open file, or its working directory, in one of the folders. */
function usesFiles(pid: number, folders: readonly string[]): boolean {
  const isInside = (path: string) => folders.some((folder) => `${path}/`.startsWith(`${folder}/`));
  try {
    const fds = `/proc/${pid}/fd`;
    const files = readdirSync(fds).map((fd) => linkOf(`${fds}/${fd}`));
    return [linkOf(`/proc/${pid}/cwd`), ...files].some(isInside);
  } catch {
    return false;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
