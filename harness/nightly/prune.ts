/** Removes old nights; their history stays. */
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { neededNights } from './base.ts';
import { readNights, runsFolder, type StoredNights } from './store.ts';

const REMOVING = '.removing-';

/** Names of folders to remove: nights that are neither recent nor needed by comparisons. */
export function toRemove(
  { folders, nights }: Pick<StoredNights, 'folders' | 'nights'>,
  keep: number,
): string[] {
  const needed = new Set(neededNights(nights).map(({ night }) => night.id));
  return folders.slice(keep).filter((name) => !needed.has(name));
}

/** Removes old nights. Returns how many; rejects with errors of the file system. */
export async function prune(store: string, keep: number): Promise<number> {
  const runs = runsFolder(store);
  const names = toRemove(await readNights(store), keep);
  // Rename first, so that a folder that is only partly deleted is not taken for a run.
  for (const name of names) await rename(join(runs, name), join(runs, REMOVING + name));
  const begun = (await readdir(runs)).filter((name) => name.startsWith(REMOVING));
  for (const name of begun) await rm(join(runs, name), { recursive: true, force: true });
  return names.length;
}
