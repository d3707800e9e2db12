/** A lock that allows one night at a time in a store. */
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite } from '../config/folder.ts';
import { UsageError } from '../config/usage-error.ts';
import { isAlive, startTicksOf } from '../processes/alive.ts';

interface Holder {
  readonly pid: number;
  /** Start time of the process, as its pid may be reused. */
  readonly startTicks: number | null;
}

const LOCK_FILE = '.lock';

/**
 * Creates the store if it does not exist, and locks it until disposed of. The lock of a killed process is ignored.
 *
 * @throws {UsageError} if another night is running, or the folder cannot be written
 */
export async function lockStore(store: string): Promise<AsyncDisposable> {
  const lock = join(store, LOCK_FILE);
  const own = `${lock}.${process.pid}`;
  const self: Holder = { pid: process.pid, startTicks: startTicksOf(process.pid) };
  try {
    await mkdir(store, { recursive: true });
    await writeFile(own, `${JSON.stringify(self)}\n`);
    // Creating a link is atomic.
    while (!(await linked(own, lock))) await removeStale(lock, store);
  } catch (error) {
    throw error instanceof UsageError ? error : cannotWrite(store, '--store', error);
  } finally {
    await rm(own, { force: true }).catch(() => {});
  }
  return { [Symbol.asyncDispose]: () => rm(lock, { force: true }) };
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
async function removeStale(lock: string, store: string): Promise<void> {
  refuseHeld(await holderOf(lock), store);
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
  refuseHeld(holder, store);
}

function refuseHeld(holder: Holder | null, store: string): void {
  if (!holder || !isRunning(holder)) return;
  throw new UsageError(
    `another nightly (pid ${holder.pid}) is running in ${store}; wait for it, or name another folder with --store`,
  );
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
