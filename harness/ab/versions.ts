/** Turns two refs into two worktrees, prepared for measurement. */
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Compared } from '../config/ab.ts';
import { isFolder } from '../config/folder.ts';
import type { RunConfig } from '../config/run-config.ts';
import { UsageError } from '../config/usage-error.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import type { Watch } from '../run/events.ts';
import { ownRuntime, type Runtime } from '../run/runtime.ts';
import { checkScripts, preparationNotices, refuseOutside } from './app-of-version.ts';
import { openRepository, type Repository, type Version, versionAt } from './repository.ts';
import { setUp, unlessAborted } from './run-command.ts';
import type { BySide, Contender, Side } from './side.ts';
import { snapshotWorkingTree } from './working-tree.ts';
import { removeAbandoned, Worktrees } from './worktrees.ts';

type Refs = Extract<Compared, { kind: 'refs' }>;

interface Around {
  /** Git in the user's checkout. */
  readonly cwd: string;
  readonly config: RunConfig;
  readonly watch: Watch;
  readonly signal: AbortSignal;
}

/** Two refs that name commits of a repository. */
export interface FoundVersions {
  readonly repository: Repository;
  readonly base: Version;
  /** null: the working tree, which is stored as a commit after all other checks. */
  readonly head: Version | null;
}

/** How each version was requested; messages begin with it. */
const FLAGS: BySide<string> = { base: '--base', head: '--head' };

/** @throws {UsageError} if there is no repository, no such commit, or an app outside the repository */
export async function findVersions(
  { base, head }: Refs,
  { cwd, config, watch }: Pick<Around, 'cwd' | 'config' | 'watch'>,
  asked = FLAGS,
): Promise<FoundVersions> {
  const repository = await openRepository(cwd);
  refuseOutside(config, cwd, repository);
  const find = async (side: Side, ref: string): Promise<Version> => {
    const version = await versionAt(repository, ref, asked[side]);
    if (version.name !== ref) {
      const text = `${asked[side]} ${ref}: there is no local branch with that name, so ${version.label} is used`;
      watch({ type: 'notice', text });
    }
    return version;
  };
  return {
    repository,
    base: await find('base', base),
    head: head === null ? null : await find('head', head),
  };
}

/**
 * Checks out and prepares both versions, one after the other, runs `measure`, and removes them.
 *
 * @returns null if it was interrupted before `measure`
 * @throws {UsageError} naming the version that failed
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
    const contenders = await unlessAborted(around.signal, async () => {
      const snapshot =
        head ?? (await snapshotWorkingTree(repository, scratch, around.config.out, around.signal));
      return checkOut({ base, head: snapshot }, refs, repository, worktrees, around);
    });
    return contenders === null ? null : await measure(contenders);
  } finally {
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

/** @throws also if the signal is aborted */
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
      text: 'base and head are the same commit, so any significant change is a false alarm',
    });
  }
  const ready = async (side: Side): Promise<Contender> => {
    const version = versions[side];
    const who = `${side} ${version.label}`;
    const worktree = await worktrees.add(side, version, signal);
    const folder = join(worktree, repository.prefix);
    if (!(await isFolder(folder))) throw new UsageError(`${who} has no folder ${repository.prefix}`);
    for (const text of await preparationNotices(worktree, folder, who, setup))
      watch({ type: 'notice', text });
    if (setup !== null) {
      watch({ type: 'notice', text: `preparing ${who}: ${setup}` });
      const log = join(config.out, `setup-${side}.log`);
      await setUp(folder, who, { command: setup, timeoutSeconds: setupTimeoutSeconds, log, signal });
    }
    const runtime: Runtime = {
      ...(await ownRuntime(folder)),
      git: version.git,
      locate: (script) => join(folder, relative(cwd, script)),
    };
    await checkScripts(config, cwd, runtime, who);
    return { name: version.name, label: version.label, runtime };
  };
  return { base: await ready('base'), head: await ready('head') };
}
