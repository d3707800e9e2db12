import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RunHeader } from '../records/run.ts';
import { untrustedCheckout } from './untrusted-checkout.ts';

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
