/** The repository that holds the versions, and the commits that its refs name. */
import type { RunHeader } from '../record.ts';
import { UsageError } from '../usage-error.ts';
import { type Git, gitIn, gitReason } from './git.ts';

export interface Repository {
  readonly git: Git;
  /** Absolute path of the checkout. */
  readonly root: string;
  /** The working directory within it: empty at the root, else `packages/api/`. */
  readonly prefix: string;
}

/** A version to measure. */
export interface Version {
  /** That is checked out. */
  readonly commit: string;
  /** That it is told by: of the working tree the commit below its changes. */
  readonly git: NonNullable<RunHeader['git']>;
  /** As the user named it: `main`. */
  readonly name: string;
  /** How sentences name it: `main (4df308c)`. */
  readonly label: string;
}

/** @throws {UsageError} outside of a checkout */
export async function openRepository(cwd: string): Promise<Repository> {
  const git = gitIn(cwd);
  try {
    const root = await git(['rev-parse', '--show-toplevel']);
    return { git: gitIn(root), root, prefix: await git(['rev-parse', '--show-prefix']) };
  } catch (error) {
    throw new UsageError(
      `ab compares versions in git, and ${whyNone(cwd, error)}; --node 22,24 compares Node versions`,
      { cause: error },
    );
  }
}

function whyNone(cwd: string, error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'git is not installed';
  const reason = gitReason(error);
  if (/^not a git repository/.test(reason)) return `${cwd} is in no git checkout`;
  const distrusted = /^detected dubious ownership in repository at '(.+)'/.exec(reason)?.[1];
  return distrusted === undefined
    ? `git cannot use ${cwd} as a checkout: ${reason}`
    : `git distrusts its owner; git config --global --add safe.directory ${distrusted} lets it`;
}

/** @throws {UsageError} where the ref names no commit */
export async function versionAt({ git }: Repository, ref: string, flag: string): Promise<Version> {
  const find = (name: string) => git(['rev-parse', '--verify', '--quiet', name]);
  const commit = ref.startsWith('-') ? null : await find(`${ref}^{commit}`).catch(() => null);
  if (commit === null) throw new UsageError(`${flag} ${ref}: ${await whyMissing(git)}`);
  const short = await shortOf(git, commit);
  const branch = await git(['rev-parse', '--abbrev-ref', ref]).catch(() => '');
  const isHash = commit.startsWith(ref);
  return {
    commit,
    git: {
      commit,
      branch: branch === '' || branch === 'HEAD' || isHash ? null : branch,
      dirty: false,
    },
    name: ref,
    label: isHash ? short : `${ref} (${short})`,
  };
}

export function shortOf(git: Git, commit: string): Promise<string> {
  return git(['rev-parse', '--short=7', commit]);
}

async function whyMissing(git: Git): Promise<string> {
  const isEmpty = (await git(['rev-list', '--all', '--max-count=1']).catch(() => '')) === '';
  if (isEmpty) return 'this repository has no commit yet';
  const isShallow = (await git(['rev-parse', '--is-shallow-repository']).catch(() => '')) === 'true';
  return isShallow
    ? 'this clone is shallow and does not hold it; fetch it first (git fetch --unshallow)'
    : 'no such commit, branch or tag in this repository';
}
