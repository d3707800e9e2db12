import { chownSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** The unprivileged user of every Unix. */
const NOBODY: Identity = { uid: 65_534, gid: 65_534 };

/** unprivileged returns the user that runs our servers: nobody if we are root, otherwise ourselves. */
export function unprivileged(): Identity | Record<string, never> {
  return process.getuid?.() === 0 ? NOBODY : {};
}

/** privateFolder makes a folder inside another for such a user alone, and returns its path. */
export function privateFolder(parent: string, prefix: string, { uid, gid }: Partial<Identity>): string {
  const folder = mkdtempSync(join(parent, prefix));
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}
