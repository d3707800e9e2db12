/** What every version must hold: the app's script, and what a fresh worktree lacks. */
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { hasLoader, refuseWhatNodeCannotRun } from '../config/apps.ts';
import type { RunConfig } from '../config/run-config.ts';
import { UsageError } from '../config/usage-error.ts';
import { exists } from '../records/find-runs.ts';
import type { Runtime } from '../run/runtime.ts';
import type { Repository } from './repository.ts';

/** @throws {UsageError} at an app that no version can hold */
export function refuseOutside({ apps }: RunConfig, cwd: string, { prefix }: Repository): void {
  for (const { script, command, name, builtIn } of apps) {
    if (command) continue; // it runs in each version's own folder
    if (builtIn) {
      throw new UsageError(
        `--app ${name} is a built-in app, the same in every version of yours; name a script of yours with --app ./server.js`,
      );
    }
    const path = join(prefix, relative(cwd, script));
    if (path.startsWith('..') || isAbsolute(path)) {
      throw new UsageError(`--app ${script} lies outside of the checkout, so that no version of it holds it`);
    }
  }
}

/** @param who names the version in a sentence @throws {UsageError} where it lacks an app, or has it not as a script */
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
    if (!found) throw new UsageError(`${given}: there is no such file in ${who}`);
    refuseWhatNodeCannotRun(own, found, `${given} of ${who}`, {
      nodeVersion: runtime.node.version.slice(1),
      hasLoader: hasLoader(nodeArgs, process.env.NODE_OPTIONS ?? ''),
    });
  }
}

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
