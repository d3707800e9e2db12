/** Each version in a git worktree of its own, which is gone when the comparison is. */
import { rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isAlive } from '../processes/alive.ts';
import { guardFolder } from '../processes/guarded.ts';
import { SCRATCH_PREFIX } from '../processes/scratch-prefix.ts';
import { UsageError } from '../usage-error.ts';
import { type Git, gitReason } from './git.ts';
import type { Version } from './repository.ts';
import type { Side } from './side.ts';

/** Names the owner, so that what a killed one left is known as such. */
const NAME = new RegExp(`^${SCRATCH_PREFIX}ab-(\\d+)-(?:base|head)\\d*$`);

export class Worktrees implements AsyncDisposable {
  readonly #git: Git;
  readonly #scratch: string;
  readonly #made: string[] = [];

  /** @param scratch folder that holds them */
  constructor(git: Git, scratch: string) {
    this.#git = git;
    this.#scratch = scratch;
  }

  /** Checks a version out; returns the folder. @throws {UsageError} where git cannot, or was cut short */
  async add(side: Side, { commit, label }: Version, signal: AbortSignal): Promise<string> {
    const folder = join(this.#scratch, `${SCRATCH_PREFIX}ab-${process.pid}-${side}`);
    try {
      // Before anything is there: the guard removes git's notes of it too, whatever becomes of us.
      const notes = await this.#git(['rev-parse', '--git-path', `worktrees/${basename(folder)}`]);
      guardFolder(resolve(await this.#git(['rev-parse', '--show-toplevel']), notes));
      this.#made.push(folder);
      await this.#git(['worktree', 'add', '--force', '--detach', folder, commit], { signal });
      return folder;
    } catch (error) {
      throw new UsageError(`${side} ${label} cannot be checked out: ${gitReason(error)}`, { cause: error });
    }
  }

  /** Never rejects: what stays, the next comparison removes. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const folder of this.#made) await removeWorktree(this.#git, folder);
  }
}

/**
 * Removes what comparisons left that were killed together with their guard; worktrees of others are left alone. Called
 * before we have any: what bears our number is of one that had it before us, as in each new container.
 */
export async function removeAbandoned(git: Git): Promise<void> {
  const listed = await git(['worktree', 'list', '--porcelain']).catch(() => '');
  for (const [, folder = ''] of listed.matchAll(/^worktree (.+)$/gm)) {
    const owner = NAME.exec(basename(folder))?.[1];
    if (owner !== undefined && !isOther(Number(owner))) await removeWorktree(git, folder);
  }
}

async function removeWorktree(git: Git, folder: string): Promise<void> {
  // Git would leave a folder that has become no worktree any more, such as by a setup without respect for `.git`.
  await rm(folder, { recursive: true, force: true }).catch(() => {});
  await git(['worktree', 'remove', '--force', '--force', folder]).catch(() => {});
}

function isOther(pid: number): boolean {
  return pid !== process.pid && isAlive(pid);
}
