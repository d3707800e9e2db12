/** What a fresh worktree lacks and a checkout of long standing has: an app may miss it. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Sentences for the user; none where a setup looks after it.
 *
 * @param folder of the worktree that the app starts in
 * @param who names the version
 */
export async function lacksOf(
  worktree: string,
  folder: string,
  who: string,
  setup: string | null,
): Promise<string[]> {
  const hasModules = await exists(join(worktree, '.gitmodules'));
  return [
    ...(hasModules && !setup?.includes('submodule')
      ? [
          `${who} has submodules, whose folders are empty here; --setup "git submodule update --init" fills them`,
        ]
      : []),
    ...(setup === null && (await wantsPackages(folder))
      ? [`${who} has dependencies, which are not installed here; --setup "npm ci" installs them`]
      : []),
  ];
}

async function wantsPackages(folder: string): Promise<boolean> {
  if (await exists(join(folder, 'node_modules'))) return false;
  try {
    const { dependencies } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return Object.keys(dependencies).length > 0;
  } catch {
    return false;
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
