/** A lock that allows one night at a time in a store. */
import { cannotWrite } from '../config/folder.ts';
import { lockFolder } from '../config/lock-folder.ts';
import { UsageError } from '../config/usage-error.ts';

/** @throws {UsageError} if another night is running, or the folder cannot be written */
export async function lockStore(store: string): Promise<AsyncDisposable> {
  const refusal = (pid: number) =>
    `another nightly (pid ${pid}) is running in ${store}; wait for it, or name another folder with --store`;
  return lockFolder(store, refusal).catch((error) => {
    throw error instanceof UsageError ? error : cannotWrite(store, '--store', error);
  });
}
