/** The working tree as a commit: tracked changes and untracked files, collected in a temporary index. */
import { copyFile, stat, utimes } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { NIGHTLY_STORE, RUNS_FOLDER } from '../config/folder-names.ts';
import { UsageError } from '../config/usage-error.ts';
import { type Git, gitReason } from './git.ts';
import { type Repository, shortOf, type Version } from './repository.ts';

/** Author of the commit. No ref points to it, so that git deletes it in time. */
const AUTHOR = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((role) => [
    [`GIT_${role}_NAME`, 'cluster-bench'],
    [`GIT_${role}_EMAIL`, 'cluster-bench@localhost'],
  ]),
);

/**
 * Stores the current files, including changes and untracked files that are not ignored. Neither the checkout nor
 * its index changes; the files become objects of the repository, as with `git stash create`.
 *
 * @param scratch folder for the temporary index
 * @param out folder of our results, which is excluded
 * @throws {UsageError} if git cannot read the working tree
 */
export async function snapshotWorkingTree(
  { git, root }: Repository,
  scratch: string,
  out: string,
  signal: AbortSignal,
): Promise<Version> {
  try {
    const commit = await git(['rev-parse', '--verify', 'HEAD']);
    const short = await shortOf(git, commit);
    const index = join(scratch, 'index');
    await copyIndex(resolve(root, await git(['rev-parse', '--git-path', 'index'])), index);
    const env = { GIT_INDEX_FILE: index };
    await git(['add', '--all', '--', '.', ...(await ours(git, root, out))], { env, signal });
    const tree = await git(['write-tree'], { env });
    const branch = await git(['rev-parse', '--abbrev-ref', 'HEAD']);
    const dirty = tree !== (await git(['rev-parse', 'HEAD^{tree}']));
    return {
      commit: dirty
        ? await git(['commit-tree', tree, '-p', 'HEAD', '-m', 'working tree'], { env: AUTHOR })
        : commit,
      git: { commit, branch: branch === 'HEAD' ? null : branch, dirty },
      name: 'working tree',
      label: `working tree (${short}${dirty ? '+changes' : ', no changes'})`,
    };
  } catch (error) {
    throw new UsageError(`the working tree cannot be read by git: ${gitReason(error)}`, { cause: error });
  }
}

/**
 * Copies the index with its time: git reads a file again if it changed as late as the index was written and kept
 * its length ("racy git"). Does nothing without an index, as in a fresh repository.
 */
async function copyIndex(from: string, to: string): Promise<void> {
  const written = await stat(from).catch(() => null);
  if (written === null) return;
  await copyFile(from, to);
  const second = Math.floor(written.mtimeMs / 1_000);
  await utimes(to, second, second);
}

/**
 * Patterns that exclude earlier results in the checkout. They must not include ignored paths: git refuses to
 * exclude these again.
 */
async function ours(git: Git, root: string, out: string): Promise<string[]> {
  const inside = relative(root, out);
  const isInside = inside !== '' && !inside.startsWith('..') && !isAbsolute(inside);
  const isIgnored = () =>
    git(['check-ignore', '--quiet', '--', inside])
      .then(() => true)
      .catch(() => false);
  return [
    ...[RUNS_FOLDER, NIGHTLY_STORE].map((folder) => `:(exclude,glob)**/${folder}/**`),
    ...(isInside && !(await isIgnored()) ? [`:(exclude,literal)${inside}`] : []),
  ];
}
