/** Explains a ref that names no commit: a branch of a remote, a typo, or a commit that must be fetched. */
import { didYouMean } from '../config/nearest.ts';
import type { Git } from './git.ts';

/** A full commit hash, SHA-1 or SHA-256. Servers send a single commit only by its full hash. */
const WHOLE_HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const HASH = /^[0-9a-f]{7,64}$/i;
/** A possible name of a branch, with a suffix such as `~1`; `HEAD` is not a branch. */
const BRANCH = /^(?!HEAD\b|-|@)([\w./+#%=@-]+)((?:[~^][0-9]*)*)$/;

/** `origin/main` for `main`, if there is no local branch with that name; null without a remote. */
export async function remoteRef(git: Git, ref: string): Promise<string | null> {
  if (!BRANCH.test(ref) || HASH.test(ref)) return null;
  const remote = theRemote(await remotesOf(git));
  return remote === null || ref.startsWith(`${remote}/`) ? null : `${remote}/${ref}`;
}

/**
 * The end of a message that names the flag and the ref.
 * @param tried second ref that was tried
 */
export async function whyMissing(git: Git, ref: string, tried: string | null): Promise<string> {
  const isEmpty = (await git(['rev-list', '--all', '--max-count=1']).catch(() => '')) === '';
  if (isEmpty) return 'this repository has no commits yet';
  const remotes = await remotesOf(git);
  const remote = theRemote(remotes);
  const isShallow = (await git(['rev-parse', '--is-shallow-repository']).catch(() => '')) === 'true';
  const isHere = () =>
    git(['cat-file', '-e', ref]).then(
      () => true,
      () => false,
    );
  if (WHOLE_HASH.test(ref) && !(await isHere())) return missingCommit(ref, remote, isShallow);
  const none = 'no such commit, branch or tag in this repository';
  const also = tried === null ? '' : `, and no ${tried}`;
  const meant = BRANCH.test(ref) && !HASH.test(ref) ? didYouMean(ref, await namesIn(git, remote)) : '';
  if (meant !== '') return `${none}${also}${meant}`;
  const branch = tried === null ? undefined : BRANCH.exec(ref)?.[1];
  if (isShallow) return `this clone is shallow and does not have it${also}; ${fetching(remote, branch)}`;
  if (branch !== undefined) return `${none}${also}; ${fetching(remote, branch)}`;
  if (remotes.length > 1 && remote === null && BRANCH.test(ref) && !HASH.test(ref)) {
    return `${none}; name the remote too, such as ${remotes[0]}/${ref} (remotes: ${remotes.join(', ')})`;
  }
  return none;
}

/** Explains a missing commit: a force-push removes it from its branch, and a shallow clone never had it. */
function missingCommit(hash: string, remote: string | null, isShallow: boolean): string {
  const cause = isShallow
    ? 'this clone is shallow and does not have it'
    : 'this clone does not have it, perhaps because of a force-push';
  return remote === null ? cause : `${cause}; fetch it first: git fetch ${remote} ${hash}`;
}

/** A fetch command with a refspec, as a fetch into a single-branch clone would not keep the branch otherwise. */
function fetching(remote: string | null, branch: string | undefined): string {
  if (remote === null || branch === undefined) return 'fetch it first (git fetch --unshallow)';
  return `if the remote has it, fetch it first: git fetch ${remote} ${branch}:refs/remotes/${remote}/${branch}`;
}

/** `origin`, or the only remote. */
function theRemote(remotes: readonly string[]): string | null {
  if (remotes.includes('origin')) return 'origin';
  return remotes.length === 1 ? (remotes[0] ?? null) : null;
}

async function remotesOf(git: Git): Promise<string[]> {
  return linesOf(await git(['remote']).catch(() => ''));
}

/** Branches and tags; those of the remote without its name, which the user may omit. */
async function namesIn(git: Git, remote: string | null): Promise<string[]> {
  const names = linesOf(await git(['for-each-ref', '--format=%(refname:short)']).catch(() => ''));
  return names.map((name) => (name.startsWith(`${remote}/`) ? name.slice(`${remote}/`.length) : name));
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(Boolean);
}
