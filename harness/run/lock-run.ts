/** A lock that allows one process at a time to write a run. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder, refuseLocked } from '../config/lock-folder.ts';
import { UsageError } from '../config/usage-error.ts';
import { JOURNAL_FILE } from '../records/journal.ts';
import type { CutRun } from './cut-run.ts';
import type { Watch } from './events.ts';

const NOTHING: AsyncDisposable = { [Symbol.asyncDispose]: async () => {} };

/** lockRun goes on without a lock if the file system has none. @throws {UsageError} if another process writes the run */
export async function lockRun(folder: string, watch: Watch): Promise<AsyncDisposable> {
  try {
    return await lockFolder(folder, refusal(folder));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    watch({ type: 'notice', text: `the folder cannot be locked: ${(error as Error).message}` });
    return NOTHING;
  }
}

/** @throws {UsageError} if a process writes the run */
export function refuseLiveRun(folder: string): Promise<void> {
  return refuseLocked(folder, refusal(folder));
}

/** refuseChanged finds a run that another process went on with since it was read. @throws {UsageError} */
export async function refuseChanged(folder: string, { journalSize }: CutRun): Promise<void> {
  const { size } = await stat(join(folder, JOURNAL_FILE));
  if (size !== journalSize) throw new UsageError(`another process went on with the run in ${folder}`);
}

function refusal(folder: string): (pid: number) => string {
  return (pid) => `the run in ${folder} is still going on (pid ${pid}); wait for it, or stop it`;
}
