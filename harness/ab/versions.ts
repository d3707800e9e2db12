/** Two refs -> two worktrees, set up and ready to be measured. */
import { mkdir, rm, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { Compared } from '../config/ab.ts';
import { refuseWhatNodeCannotRun } from '../config/apps.ts';
import type { RunConfig } from '../config.ts';
import type { Watch } from '../events.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { ownRuntime, type Runtime } from '../runtime.ts';
import { UsageError } from '../usage-error.ts';
import { openRepository, type Repository, type Version, versionAt } from './repository.ts';
import { sideFolder } from './run-ab.ts';
import { setUp } from './set-up.ts';
import type { BySide, Contender, Side } from './side.ts';
import { snapshotWorkingTree } from './working-tree.ts';
import { removeAbandoned, Worktrees } from './worktrees.ts';

type Refs = Extract<Compared, { kind: 'refs' }>;

interface Around {
  /** Of the user, in his checkout. */
  readonly cwd: string;
  readonly config: RunConfig;
  readonly watch: Watch;
  readonly signal: AbortSignal;
}

/** Refs that name commits, in a repository that is there. */
export interface FoundVersions {
  readonly repository: Repository;
  readonly base: Version;
  /** Null: the working tree, which is kept as a commit once everything else is checked. */
  readonly head: Version | null;
}

/** @throws {UsageError} where there is no repository, no such commit, or an app that is no part of it */
export async function findVersions(
  { base, head }: Refs,
  { cwd, config }: Pick<Around, 'cwd' | 'config'>,
): Promise<FoundVersions> {
  const repository = await openRepository(cwd);
  refuseOutside(config, cwd, repository);
  return {
    repository,
    base: await versionAt(repository, base, '--base'),
    head: head === null ? null : await versionAt(repository, head, '--head'),
  };
}

/**
 * Both versions checked out and set up, one after the other, while `measure` runs; nothing of them is left afterwards.
 *
 * @returns null where that was interrupted
 * @throws {UsageError} naming the version at fault
 */
export async function withVersions<Result>(
  refs: Refs,
  { repository, base, head }: FoundVersions,
  around: Around,
  measure: (contenders: BySide<Contender>) => Promise<Result>,
): Promise<Result | null> {
  const { git } = repository;
  await removeAbandoned(git);
  const scratch = makeScratchFolder();
  try {
    await using worktrees = new Worktrees(git, scratch);
    const snapshot = head ?? (await snapshotWorkingTree(repository, scratch, around.config.out));
    const versions = { base, head: snapshot };
    const contenders = await checkOut(versions, refs, repository, worktrees, around);
    return around.signal.aborted ? null : await measure(contenders);
  } finally {
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

async function checkOut(
  versions: BySide<Version>,
  { setup, setupTimeoutSeconds }: Refs,
  repository: Repository,
  worktrees: Worktrees,
  { cwd, config, watch, signal }: Around,
): Promise<BySide<Contender>> {
  if (versions.base.commit === versions.head.commit) {
    watch({
      type: 'notice',
      text: 'base and head are the same commit: a change that is found is a false alarm',
    });
  }
  const ready = async (side: Side): Promise<Contender> => {
    const version = versions[side];
    const who = `${side} ${version.label}`;
    const worktree = await worktrees.add(side, version);
    const folder = join(worktree, repository.prefix);
    if (!(await isFolder(folder))) throw new UsageError(`${who} has no folder ${repository.prefix}`);
    await warnOfSubmodules(worktree, who, setup, watch);
    if (setup !== null && !signal.aborted) {
      watch({ type: 'notice', text: `${side}: ${setup}` });
      const own = sideFolder(config.out, side);
      await mkdir(own, { recursive: true });
      const log = join(own, 'setup.log');
      await setUp(folder, who, { command: setup, timeoutSeconds: setupTimeoutSeconds, log, signal });
    }
    const runtime: Runtime = {
      ...(await ownRuntime(folder)),
      git: version.git,
      locate: (script) => join(folder, relative(cwd, script)),
    };
    if (!signal.aborted) await checkScripts(config, cwd, runtime, who);
    return { name: version.name, label: version.label, runtime };
  };
  return { base: await ready('base'), head: await ready('head') };
}

function refuseOutside({ apps }: RunConfig, cwd: string, { prefix }: Repository): void {
  for (const { script, name, builtIn } of apps) {
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

async function checkScripts({ apps }: RunConfig, cwd: string, runtime: Runtime, who: string): Promise<void> {
  for (const { script } of apps) {
    const own = runtime.locate(script);
    const given = `--app ${relative(cwd, script)}`;
    const found = await stat(own).catch(() => null);
    if (!found) throw new UsageError(`${given}: there is no such file in ${who}`);
    refuseWhatNodeCannotRun(own, found, `${given} of ${who}`, { nodeVersion: runtime.node.version.slice(1) });
  }
}

/** Git leaves their folders empty in a new worktree. */
async function warnOfSubmodules(worktree: string, who: string, setup: string | null, watch: Watch) {
  if (!(await stat(join(worktree, '.gitmodules')).catch(() => null)) || setup?.includes('submodule')) return;
  const text = `${who} has submodules, which are empty in its worktree; --setup "git submodule update --init && ..." fills them`;
  watch({ type: 'notice', text });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
