/** The repository that contains the versions, and the commits that refs name. */

import { UsageError } from '../config/usage-error.ts';
import { untrustedCheckout } from '../host/git.ts';
import type { RunHeader } from '../records/run.ts';
import { type Git, gitIn, gitReason } from './git.ts';
import { remoteRef, whyMissing } from './missing-version.ts';

export interface Repository {
  readonly git: Git;
  /** Absolute path of the checkout. */
  readonly root: string;
  /** The working directory within it: empty at the root, otherwise for example `packages/api/`. */
  readonly prefix: string;
}

/** A version to measure. */
export interface Version {
  /** The commit to check out. */
  readonly commit: string;
  /** The commit that identifies it: for the working tree, the commit below its changes. */
  readonly git: NonNullable<RunHeader['git']>;
  /** The name from the user, such as `main`; `origin/main` if that was found instead. */
  readonly name: string;
  /** The name in messages: `main (4df308c)`. */
  readonly label: string;
}

/** @throws {UsageError} outside a checkout */
export async function openRepository(cwd: string): Promise<Repository> {
  const git = gitIn(cwd);
  try {
    const root = await git(['rev-parse', '--show-toplevel']);
    return { git: gitIn(root), root, prefix: await git(['rev-parse', '--show-prefix']) };
  } catch (error) {
    const untrusted = untrustedCheckout((error as { stderr?: string }).stderr ?? '');
    if (untrusted !== null)
      throw new UsageError(`ab compares versions in git, and ${untrusted}`, { cause: error });
    throw new UsageError(
      `ab compares versions in git, and ${whyNone(cwd, error)}; --node 22,24 compares Node versions`,
      { cause: error },
    );
  }
}

function whyNone(cwd: string, error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'git is not installed';
  const reason = gitReason(error);
  if (/^not a git repository/.test(reason)) return `${cwd} is not in a git checkout`;
  return `git cannot use ${cwd} as a checkout: ${reason}`;
}

/**
 * The version that a ref names. A branch that exists only on the remote is used from there, which its name shows.
 *
 * @param asked the flag or phrase that the ref came from, such as `--base`
 * @throws {UsageError} if the ref names no commit
 */
export async function versionAt({ git }: Repository, named: string, asked: string): Promise<Version> {
  const local = await commitOf(git, named);
  const remote = local === null ? await remoteRef(git, named) : null;
  const ref = remote ?? named;
  const commit = local ?? (remote === null ? null : await commitOf(git, remote));
  if (commit === null) throw new UsageError(`${asked} ${named}: ${await whyMissing(git, named, remote)}`);
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

async function commitOf(git: Git, ref: string): Promise<string | null> {
  if (ref.startsWith('-')) return null;
  return git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]).catch(() => null);
}

export function shortOf(git: Git, commit: string): Promise<string> {
  return git(['rev-parse', '--short=7', commit]);
}
