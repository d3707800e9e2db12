/**
 * Kills everything in a control group (cgroup v2), and removes the group. Takes a path, since the guard uses it too.
 */
import { readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killIfThere } from './kill-group.ts';

/** A killed process leaves its group a moment later, when the kernel has torn it down. */
const RETRY_MS = 5;
/** Processes that still exist by then hang in the kernel, where no signal reaches them. */
const GIVE_UP_MS = 1_500;
/** `cgroup.kill` exists since Linux 5.14. */
const KILL_FILE = 'cgroup.kill';

/** Kills every process of the group and its subgroups at once. A missing group is not an error. */
export function killControlGroup(folder: string): void {
  // The harness is in a group while it starts a child, and must never kill itself.
  if (pidsIn(folder).includes(process.pid) || !writeControl(folder, KILL_FILE)) killEach(folder);
}

/**
 * Kills one process after the other, for kernels without `cgroup.kill`. The group is frozen first, so that nothing
 * forks meanwhile; SIGKILL also reaches frozen processes.
 */
export function killEach(folder: string): void {
  const pids = groupsBelow(folder).flatMap(pidsIn);
  const others = pids.filter((pid) => pid !== process.pid);
  if (others.length === pids.length) writeControl(folder, 'cgroup.freeze');
  for (const pid of others.length === pids.length ? groupsBelow(folder).flatMap(pidsIn) : others) {
    killIfThere(pid, 'SIGKILL');
  }
}

/**
 * Kills everything, and removes the group once it is empty. Settles with false if something would not end. Never
 * rejects.
 */
export async function emptyControlGroup(folder: string, kill = killControlGroup): Promise<boolean> {
  const deadline = performance.now() + GIVE_UP_MS;
  kill(folder);
  while (!tryRemove(folder)) {
    if (performance.now() > deadline) return false;
    await sleep(RETRY_MS);
    kill(folder);
  }
  return true;
}

/** Subgroups go first. A group that still has a process cannot be removed. */
function tryRemove(folder: string): boolean {
  try {
    for (const group of groupsBelow(folder).toReversed()) rmdirSync(group);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** Returns the group and all its subgroups, parents first. */
function groupsBelow(folder: string): string[] {
  try {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [folder, ...folders.flatMap(({ name }) => groupsBelow(join(folder, name)))];
  } catch {
    return [];
  }
}

function pidsIn(folder: string): number[] {
  try {
    return readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function writeControl(folder: string, file: string): boolean {
  try {
    writeFileSync(join(folder, file), '1', { flag: 'r+' });
    return true;
  } catch {
    return false;
  }
}
