/** What a ref that names no commit may have meant: a branch that only a remote has, a typo, a commit to fetch. */
import { didYouMean } from '../config/nearest.ts';
import type { Git } from './git.ts';

/** A whole commit hash, SHA-1 or SHA-256. A server hands out a commit by this alone, not by its beginning. */
const WHOLE_HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const HASH = /^[0-9a-f]{7,64}$/i;
/** A name that a branch may have, with an ending such as `~1`; `HEAD` is no branch. */
const BRANCH = /^(?!HEAD\b|-|@)([\w./+#%=@-]+)((?:[~^][0-9]*)*)$/;

/** `origin/main` for `main`, where no local branch has that name; null where there is no remote to look in. */
export async function remoteRef(git: Git, ref: string): Promise<string | null> {
  if (!BRANCH.test(ref) || HASH.test(ref)) return null;
  const remote = theRemote(await remotesOf(git));
  return remote === null || ref.startsWith(`${remote}/`) ? null : `${remote}/${ref}`;
}

/** The end of a sentence that names the flag and the ref. @param tried beside the ref itself */
export async function whyMissing(git: Git, ref: string, tried: string | null): Promise<string> {
  const isEmpty = (await git(['rev-list', '--all', '--max-count=1']).catch(() => '')) === '';
  if (isEmpty) return 'this repository has no commit yet';
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
  if (isShallow) return `this clone is shallow and does not hold it${also}; ${fetching(remote, branch)}`;
  if (branch !== undefined) return `${none}${also}; ${fetching(remote, branch)}`;
  if (remotes.length > 1 && remote === null && BRANCH.test(ref) && !HASH.test(ref)) {
    return `${none}; name the remote too, such as ${remotes[0]}/${ref} (remotes: ${remotes.join(', ')})`;
  }
  return none;
}

/** A force-push takes a commit from its branch, and a shallow clone never had it. */
function missingCommit(hash: string, remote: string | null, isShallow: boolean): string {
  const cause = isShallow
    ? 'this clone is shallow and does not hold it'
    : 'this clone does not hold it, such as after a force-push';
  return remote === null ? cause : `${cause}; fetch it first: git fetch ${remote} ${hash}`;
}

/** The refspec keeps the branch, which a fetch into a clone of one branch would not. */
function fetching(remote: string | null, branch: string | undefined): string {
  if (remote === null || branch === undefined) return 'fetch it first (git fetch --unshallow)';
  return `if the remote has it, fetch it first: git fetch ${remote} ${branch}:refs/remotes/${remote}/${branch}`;
}

/** `origin`, or the only one. */
function theRemote(remotes: readonly string[]): string | null {
  if (remotes.includes('origin')) return 'origin';
  return remotes.length === 1 ? (remotes[0] ?? null) : null;
}

async function remotesOf(git: Git): Promise<string[]> {
  return linesOf(await git(['remote']).catch(() => ''));
}

/** Branches and tags; those of the remote without its name, which may be left out. */
async function namesIn(git: Git, remote: string | null): Promise<string[]> {
  const names = linesOf(await git(['for-each-ref', '--format=%(refname:short)']).catch(() => ''));
  return names.map((name) => (name.startsWith(`${remote}/`) ? name.slice(`${remote}/`.length) : name));
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(Boolean);
}
