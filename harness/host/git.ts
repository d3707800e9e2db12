/** The commit of a checkout, and why git refuses one that another user owns. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RunHeader } from '../records/run.ts';

/**
 * describeCommit returns the commit of a folder's checkout; null outside of one, and if git refuses it.
 *
 * @param onUntrusted called with the reason and a remedy if git refuses an existing checkout
 */
export async function describeCommit(
  folder: string,
  onUntrusted: (text: string) => void = () => {},
): Promise<RunHeader['git']> {
  // A run's own folder is untracked; the code under test is tracked.
  const status = ['status', '--porcelain=v2', '--branch', '--no-ahead-behind', '--untracked-files=no'];
  try {
    const { stdout } = await promisify(execFile)('git', ['--no-optional-locks', '-C', folder, ...status], {
      // Error messages are parsed, so they must be in English.
      env: { ...process.env, LC_ALL: 'C' },
      maxBuffer: MOST_OUTPUT_BYTES,
    });
    const header = (name: string) => stdout.match(new RegExp(`^# branch\\.${name} (.+)$`, 'm'))?.[1];
    const [commit, branch] = [header('oid'), header('head')];
    if (!commit || commit === '(initial)') return null;
    return {
      commit,
      branch: branch && branch !== '(detached)' ? branch : null,
      dirty: /^[^#]/m.test(stdout),
    };
  } catch (error) {
    const untrusted = untrustedCheckout((error as { stderr?: string }).stderr ?? '');
    if (untrusted !== null) onUntrusted(untrusted);
    return null;
  }
}

/** A checkout may have very many changed files. */
const MOST_OUTPUT_BYTES = 64 * 2 ** 20;

/** Wording of git since 2.38, and of 2.35.2 to 2.37. */
const REFUSALS = [
  /detected dubious ownership in repository at '(.+)'/,
  /unsafe repository \('(.+)' is owned by someone else\)/,
];
const NEEDS_NO_QUOTES = /^[\w/.:@%+=-]+$/;

/**
 * untrustedCheckout says why git refuses a checkout, with the command that helps.
 *
 * @param stderr of git, under LC_ALL=C
 * @returns null for any other error
 */
export function untrustedCheckout(stderr: string): string | null {
  const path = REFUSALS.map((refusal) => refusal.exec(stderr)?.[1]).find((found) => found !== undefined);
  if (path === undefined) return null;
  return `git does not trust ${path}, because another user owns it; if you do, run: git config --global --add safe.directory ${quoted(path)}`;
}

/** quoted is safe for a shell. */
function quoted(path: string): string {
  return NEEDS_NO_QUOTES.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
