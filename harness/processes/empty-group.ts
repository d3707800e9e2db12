/** Kills whatever runs in a control group (cgroup v2), and removes the group. By path: the guard does so too. */
import { readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killIfThere } from './kill-group.ts';

/** A killed process leaves its group when the kernel has torn it down, a moment later. */
const RETRY_MS = 5;
/** What is still there by then hangs in the kernel, where no signal reaches it. */
const GIVE_UP_MS = 1_500;
/** `cgroup.kill` came with Linux 5.14. */
const KILL_FILE = 'cgroup.kill';

/** Kills every process of the group, and of groups below it, at once. A group that is gone is no error. */
export function killControlGroup(folder: string): void {
  // The harness is in a group while it starts a child: it must never end itself.
  if (pidsIn(folder).includes(process.pid) || !writeControl(folder, KILL_FILE)) killEach(folder);
}

/**
 * Kills process after process, where the kernel has no `cgroup.kill`. The group is frozen first, so that nothing forks
 * meanwhile: SIGKILL reaches frozen processes too.
 */
export function killEach(folder: string): void {
  const pids = groupsBelow(folder).flatMap(pidsIn);
  const others = pids.filter((pid) => pid !== process.pid);
  if (others.length === pids.length) writeControl(folder, 'cgroup.freeze');
  for (const pid of others.length === pids.length ? groupsBelow(folder).flatMap(pidsIn) : others) {
    killIfThere(pid, 'SIGKILL');
  }
}

/** Kills, and removes the group once it is empty: false where something in it would not end. Never rejects. */
export async function emptyControlGroup(folder: string, kill = killControlGroup): Promise<boolean> {
  const deadline = performance.now() + GIVE_UP_MS;
  kill(folder);
  while (!removed(folder)) {
    if (performance.now() > deadline) return false;
    await sleep(RETRY_MS);
    kill(folder);
  }
  return true;
}

/** Groups below go first; one that still holds a process cannot be removed. */
function removed(folder: string): boolean {
  try {
    for (const group of groupsBelow(folder).toReversed()) rmdirSync(group);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** The group and all below it, each before its own. */
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
