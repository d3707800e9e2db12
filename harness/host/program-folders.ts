/** Folders that programs are installed in, with a name that says a version or a platform. */
import { accessSync, constants, readdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * findInFolders returns the path of a program in one of these folders; null if it is in none.
 *
 * @param folders in which `*` stands for one part; a relative one is looked for in each `node_modules` folder from
 * `cwd` upwards
 */
export function findInFolders(name: string, folders: readonly string[], cwd: string): string | null {
  const absolute = folders.flatMap((folder) =>
    isAbsolute(folder) ? [folder] : foldersFrom(cwd).map((parent) => join(parent, 'node_modules', folder)),
  );
  return (
    absolute
      .flatMap(expanded)
      .map((folder) => join(folder, name))
      .find(isExecutable) ?? null
  );
}

/** expanded returns the existing folders that a pattern matches; of several numbers the highest comes first. */
function expanded(pattern: string): string[] {
  const [first = '', ...parts] = pattern.split('/');
  return parts.reduce<string[]>(
    (folders, part) =>
      folders.flatMap((folder) =>
        part === '*' ? namesIn(folder).map((name) => `${folder}/${name}`) : [`${folder}/${part}`],
      ),
    [first],
  );
}

function namesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder === '' ? '/' : folder);
    return names.sort((one, other) => other.localeCompare(one, 'en', { numeric: true }));
  } catch {
    return [];
  }
}

/** foldersFrom returns a folder and its parents, the root last. */
export function foldersFrom(folder: string): string[] {
  const parent = resolve(folder, '..');
  return parent === folder ? [folder] : [folder, ...foldersFrom(parent)];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
