/** Each version in a git worktree of its own, which is gone when the comparison is. */
import { rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../config/usage-error.ts';
import { isAlive, startTicksOf } from '../processes/alive.ts';
import { guardFolder } from '../processes/guard-client.ts';
import { SCRATCH_PREFIX } from '../processes/scratch-prefix.ts';
import { type Git, gitReason } from './git.ts';
import type { Version } from './repository.ts';
import type { Side } from './side.ts';

/** Begins every name, and tells the owner by number and start, so that what a killed one left is known as such. */
const OWN = `${SCRATCH_PREFIX}ab-${process.pid}-${startOf(process.pid)}`;
const NAME = new RegExp(`^${SCRATCH_PREFIX}ab-(\\d+)-(\\d+)-(?:base|head)\\d*$`);

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
    const folder = join(this.#scratch, `${OWN}-${side}`);
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

/** Removes what comparisons left that were killed together with their guard; worktrees of others are left alone. */
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
  // Git would leave a folder that has become no worktree any more, such as by a setup without respect for `.git`.
  await rm(folder, { recursive: true, force: true }).catch(() => {});
  await git(['worktree', 'remove', '--force', '--force', folder]).catch(() => {});
}

/** In each new container the same numbers come again. 0: the host does not tell. */
function startOf(pid: number): number {
  return startTicksOf(pid) ?? 0;
}
