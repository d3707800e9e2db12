/** Finds programs as a shell does, without starting one. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian and Homebrew keep servers in folders that are not on every user's PATH. */
const SERVER_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];

/**
 * findOnPath returns the absolute path of an executable on PATH, or in a folder where systems keep servers; null if it
 * is nowhere.
 */
export function findOnPath(name: string, path: string | undefined): string | null {
  const folders = [...(path ?? '').split(delimiter).filter(Boolean), ...SERVER_FOLDERS];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
