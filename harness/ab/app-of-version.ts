/** Checks that each version contains the app's script, and what a fresh worktree is missing. */
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { hasLoader, refuseWhatNodeCannotRun } from '../config/apps.ts';
import type { RunConfig } from '../config/run-config.ts';
import { UsageError } from '../config/usage-error.ts';
import { exists } from '../records/find-runs.ts';
import type { Runtime } from '../run/runtime.ts';
import type { Repository } from './repository.ts';

/** @throws {UsageError} at an app that no version can contain */
export function refuseOutside({ apps }: RunConfig, cwd: string, { prefix }: Repository): void {
  for (const { script, command, name, builtIn } of apps) {
    if (command) continue; // It runs in each version's own folder.
    if (builtIn) {
      throw new UsageError(
        `--app ${name} is a built-in app, the same in every version of yours; name a script of yours with --app ./server.js`,
      );
    }
    const path = join(prefix, relative(cwd, script));
    if (path.startsWith('..') || isAbsolute(path)) {
      throw new UsageError(`--app ${script} is outside the checkout, so that no version contains it`);
    }
  }
}

/**
 * @param who names the version in messages
 * @throws {UsageError} if a version does not contain an app, or Node cannot run it
 */
export async function checkScripts(
  { apps }: RunConfig,
  cwd: string,
  runtime: Runtime,
  who: string,
): Promise<void> {
  for (const { script, command, nodeArgs } of apps) {
    if (command) continue;
    const own = runtime.locate(script);
    const given = `--app ${relative(cwd, script)}`;
    const found = await stat(own).catch(() => null);
    if (!found) throw new UsageError(`${given}: the file does not exist in ${who}`);
    refuseWhatNodeCannotRun(own, found, `${given} of ${who}`, {
      nodeVersion: runtime.node.version.slice(1),
      hasLoader: hasLoader(nodeArgs, process.env.NODE_OPTIONS ?? ''),
    });
  }
}

/**
 * Notices about submodules and dependencies; none if there is a setup command.
 *
 * @param folder of the worktree in which the app starts
 * @param who names the version in messages
 */
export async function preparationNotices(
  worktree: string,
  folder: string,
  who: string,
  setup: string | null,
): Promise<string[]> {
  const hasModules = await exists(join(worktree, '.gitmodules'));
  return [
    ...(hasModules && !setup?.includes('submodule')
      ? [`${who} has submodules, which are not checked out; add --setup "git submodule update --init"`]
      : []),
    ...(setup === null && (await wantsPackages(folder))
      ? [`${who} has dependencies, which are not installed; add --setup "npm ci"`]
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
