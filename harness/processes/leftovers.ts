/**
 * Finds and kills what a trial left where no control group can be made. Linux alone. The limit mark finds all; where
 * `prlimit` is missing, a process is known by its session, its parents, its open files and its working directory.
 * A double fork into a new session that keeps no file of ours is then not found.
 */
import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { killIfThere } from './kill-group.ts';
import { limitMarkOf } from './limit-mark.ts';
import { descendantsOf, type ListedProcess, listPids, listProcesses, readProcess } from './process-list.ts';

/** What is known of a trial's processes. */
export interface Trace {
  /** Nothing that started before is ours. */
  readonly sinceTicks: number;
  readonly limitMarks: ReadonlySet<number>;
  /** Sessions and process groups of ours. */
  readonly sessions: ReadonlySet<number>;
  /** Where ours keep their files. */
  readonly folders: readonly string[];
  /** Never killed, as this process and those above it never are. */
  readonly spared: readonly number[];
}

/** A process that forks and ends may slip through one look. */
const QUIET_LOOKS = 3;
const MOST_LOOKS = 50;
const PAUSE_MS = 10;

/** Kills until several looks in a row find nothing. Never rejects. */
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

/** Sessions and groups of some running processes and of all below them. */
export function sessionsBelow(pids: readonly number[]): Set<number> {
  const below = descendantsOf(pids);
  // 0 is the session of every process in another pid namespace.
  return new Set(
    [...pids, ...below.flatMap(({ session, group }) => [session, group])].filter((id) => id > 1),
  );
}

/** Stops each as it is found, so that it does not fork before it is killed. */
function leftovers(trace: Trace, spared: ReadonlySet<number>): number[] {
  const seen = new Set<number>(spared);
  const found: number[] = [];
  // Listed again until nothing is new: the child of a process that has just ended is looked at within a millisecond.
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
  // Ours are started without a terminal: who has one may be a person that looks into the folder.
  if (one.hasTerminal) return false;
  return sessions.has(one.session) || sessions.has(one.group) || usesFiles(one.pid, folders);
}

function ancestors(pid: number): number[] {
  const parents = new Map(listProcesses().map((one) => [one.pid, one.parent]));
  const chain: number[] = [];
  for (let at = pid; at > 0; at = parents.get(at) ?? 0) chain.push(at);
  return chain;
}

/** Whether it has a file in one of the folders open, or works in one. */
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
