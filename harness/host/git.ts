/** The commit of a checkout, and why git refuses one that another user owns. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RunHeader } from '../records/run.ts';

/**
 * The commit that a folder's checkout is at; null outside of one, and where git refuses it.
 *
 * @param onUntrusted is told why git refuses a checkout that is there, and what helps
 */
export async function describeCommit(
  folder: string,
  onUntrusted: (text: string) => void = () => {},
): Promise<RunHeader['git']> {
  const git = async (...args: string[]) => {
    const command = ['--no-optional-locks', '-C', folder, ...args];
    // Its complaints are read.
    const env = { ...process.env, LC_ALL: 'C' };
    return (await promisify(execFile)('git', command, { env })).stdout.trim();
  };
  try {
    const [commit, branch, changes] = await Promise.all([
      git('rev-parse', 'HEAD'),
      git('rev-parse', '--abbrev-ref', 'HEAD'),
      // A run's own folder is untracked; what is under test is not.
      git('status', '--porcelain', '--untracked-files=no'),
    ]);
    return { commit, branch: branch === 'HEAD' ? null : branch, dirty: changes !== '' };
  } catch (error) {
    const untrusted = untrustedCheckout((error as { stderr?: string }).stderr ?? '');
    if (untrusted !== null) onUntrusted(untrusted);
    return null;
  }
}

/** As git says it since 2.38, and as 2.35.2 to 2.37 did. */
const REFUSALS = [
  /detected dubious ownership in repository at '(.+)'/,
  /unsafe repository \('(.+)' is owned by someone else\)/,
];
const NEEDS_NO_QUOTES = /^[\w/.:@%+=-]+$/;

/**
 * Why git refuses a checkout, and the command that helps.
 *
 * @param stderr of git, under LC_ALL=C; null where it has another complaint
 */
export function untrustedCheckout(stderr: string): string | null {
  const path = REFUSALS.map((refusal) => refusal.exec(stderr)?.[1]).find((found) => found !== undefined);
  if (path === undefined) return null;
  return `git does not trust ${path}, because another user owns it; if you do, run: git config --global --add safe.directory ${quoted(path)}`;
}

/** For a shell. */
function quoted(path: string): string {
  return NEEDS_NO_QUOTES.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
