/** A hash of what a checkout has beside its commit. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';

/**
 * hashChanges returns the SHA-256 of the changes to tracked files since the last commit; null if there are none, and
 * outside of a checkout.
 */
export async function hashChanges(folder: string): Promise<string | null> {
  // The user's own settings for diffs must not change the text.
  const diff = ['diff', 'HEAD', '--binary', '--full-index', '--no-ext-diff', '--no-textconv', '--no-color'];
  const git = spawn('git', ['--no-optional-locks', '-C', folder, ...diff], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = once(git, 'close');
  closed.catch(() => {}); // awaited below
  const hash = createHash('sha256');
  let length = 0;
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      hash.update(chunk);
      length += chunk.length;
    }
    const [code] = await closed;
    return code === 0 && length > 0 ? hash.digest('hex') : null;
  } catch {
    return null; // no git on this host
  }
}
