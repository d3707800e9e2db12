/** A lock that allows one process at a time in a folder: a night in a store, a run in its folder. */
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, startTicksOf } from '../processes/alive.ts';
import { UsageError } from './usage-error.ts';

interface Holder {
  readonly pid: number;
  /** Start time of the process, as its pid may be reused. */
  readonly startTicks: number | null;
}

const LOCK_FILE = '.lock';

/**
 * lockFolder creates the folder if it does not exist, and locks it until disposed of. The lock of a killed process is
 * ignored.
 *
 * @param refusal the sentence for a folder that another process holds
 * @throws {UsageError} if another process holds it; errors of the file system as they are
 */
export async function lockFolder(folder: string, refusal: (pid: number) => string): Promise<AsyncDisposable> {
  const lock = join(folder, LOCK_FILE);
  const own = `${lock}.${process.pid}`;
  const self: Holder = { pid: process.pid, startTicks: startTicksOf(process.pid) };
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(own, `${JSON.stringify(self)}\n`);
    // Creating a link is atomic.
    while (!(await linked(own, lock))) await removeStale(lock, refusal);
  } finally {
    await rm(own, { force: true }).catch(() => {});
  }
  return { [Symbol.asyncDispose]: () => rm(lock, { force: true }).catch(() => {}) };
}

/** refuseLocked is the same check without a lock. @throws {UsageError} likewise */
export async function refuseLocked(folder: string, refusal: (pid: number) => string): Promise<void> {
  refuseHeld(await holderOf(join(folder, LOCK_FILE)), refusal);
}

async function linked(own: string, lock: string): Promise<boolean> {
  try {
    await link(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** @throws {UsageError} if the holder is alive */
async function removeStale(lock: string, refusal: (pid: number) => string): Promise<void> {
  refuseHeld(await holderOf(lock), refusal);
  // If two processes do this at once, the second finds the lock of the first under the new name, and restores it.
  const aside = `${lock}.stale.${process.pid}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const holder = await holderOf(aside);
  if (holder && isRunning(holder)) await linked(aside, lock);
  await rm(aside, { force: true });
  refuseHeld(holder, refusal);
}

function refuseHeld(holder: Holder | null, refusal: (pid: number) => string): void {
  if (holder && isRunning(holder)) throw new UsageError(refusal(holder.pid));
}

function isRunning({ pid, startTicks }: Holder): boolean {
  return isAlive(pid) && startTicks === startTicksOf(pid);
}

/** null if the file is gone, or damaged. */
async function holderOf(lock: string): Promise<Holder | null> {
  try {
    const { pid, startTicks } = JSON.parse(await readFile(lock, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? { pid, startTicks: startTicks ?? null } : null;
  } catch {
    return null;
  }
}
