import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RunHeader } from '../record.ts';

/** The commit that a folder's checkout is at; null outside of one. */
export async function describeCommit(folder: string): Promise<RunHeader['git']> {
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', ['--no-optional-locks', '-C', folder, ...args])).stdout.trim();
  try {
    const [commit, branch, changes] = await Promise.all([
      git('rev-parse', 'HEAD'),
      git('rev-parse', '--abbrev-ref', 'HEAD'),
      // A run's own folder is untracked; what is under test is not.
      git('status', '--porcelain', '--untracked-files=no'),
    ]);
    return { commit, branch: branch === 'HEAD' ? null : branch, dirty: changes !== '' };
  } catch {
    return null;
  }
}
