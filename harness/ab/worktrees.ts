/** Checks out each version in its own git worktree, which is removed after the comparison. */
import { rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../config/usage-error.ts';
import { isAlive, startTicksOf } from '../processes/alive.ts';
import { guardFolder } from '../processes/guard-client.ts';
import { SCRATCH_PREFIX } from '../processes/scratch-prefix.ts';
import { type Git, gitReason } from './git.ts';
import type { Version } from './repository.ts';
import type { Side } from './side.ts';

/** Prefix of our worktrees. It contains pid and start time of the owner, to recognize those of a killed process. */
const OWN = `${SCRATCH_PREFIX}ab-${process.pid}-${startOf(process.pid)}`;
const NAME = new RegExp(`^${SCRATCH_PREFIX}ab-(\\d+)-(\\d+)-(?:base|head)\\d*$`);

export class Worktrees implements AsyncDisposable {
  readonly #git: Git;
  readonly #scratch: string;
  readonly #made: string[] = [];

  /** @param scratch folder for the worktrees */
  constructor(git: Git, scratch: string) {
    this.#git = git;
    this.#scratch = scratch;
  }

  /**
   * Checks a version out, and returns the folder.
   * @throws {UsageError} if git fails, or is interrupted
   */
  async add(side: Side, { commit, label }: Version, signal: AbortSignal): Promise<string> {
    const folder = join(this.#scratch, `${OWN}-${side}`);
    try {
      // Registered before it exists: the guard also removes git's metadata of it if we are killed.
      const notes = await this.#git(['rev-parse', '--git-path', `worktrees/${basename(folder)}`]);
      guardFolder(resolve(await this.#git(['rev-parse', '--show-toplevel']), notes));
      this.#made.push(folder);
      await this.#git(['worktree', 'add', '--force', '--detach', folder, commit], { signal });
      return folder;
    } catch (error) {
      throw new UsageError(`${side} ${label} cannot be checked out: ${gitReason(error)}`, { cause: error });
    }
  }

  /** Never rejects: the next comparison removes what is left. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const folder of this.#made) await removeWorktree(this.#git, folder);
  }
}

/** Removes worktrees of comparisons that were killed together with their guard; other worktrees are kept. */
export async function removeAbandoned(git: Git): Promise<void> {
  const listed = await git(['worktree', 'list', '--porcelain']).catch(() => '');
  for (const [, folder = ''] of listed.matchAll(/^worktree (.+)$/gm)) {
    if (!isAbandoned(folder)) continue;
    await removeWorktree(git, folder);
    const scratch = dirname(folder);
    if (!basename(scratch).startsWith(SCRATCH_PREFIX)) continue;
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

/** Whether it is one of ours whose owner is dead. */
function isAbandoned(folder: string): boolean {
  const [, ...owner] = NAME.exec(basename(folder)) ?? [];
  const [pid, start] = owner.map(Number);
  return pid !== undefined && !(isAlive(pid) && startOf(pid) === start);
}

async function removeWorktree(git: Git, folder: string): Promise<void> {
  // Git would keep a folder that is no longer a worktree, such as after a setup command deleted its `.git`.
  await rm(folder, { recursive: true, force: true }).catch(() => {});
  await git(['worktree', 'remove', '--force', '--force', folder]).catch(() => {});
}

/** Start time of a process, as new containers reuse pids. 0 if the host does not report it. */
function startOf(pid: number): number {
  return startTicksOf(pid) ?? 0;
}
