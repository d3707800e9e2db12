import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * repositoryAddress is the web address of the repository that a checkout was cloned from, such as
 * `https://github.com/owner/name`; null outside of a checkout, and if its remote is not on GitHub or GitLab.
 */
export async function repositoryAddress(folder: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('git', ['-C', folder, 'remote', 'get-url', 'origin']);
    return addressOf(stdout.trim());
  } catch {
    return null;
  }
}

/** `git@host:path.git`, `ssh://git@host:22/path.git`, `https://user:token@host/path.git`. */
const SSH = /^(?:ssh:\/\/)?[\w.-]+@([\w.-]+)(?::\d+(?=\/))?[:/]([\w./-]+?)(?:\.git)?\/?$/;
const HTTPS = /^https?:\/\/(?:[^@/]*@)?([\w.-]+(?::\d+)?)\/([\w./-]+?)(?:\.git)?\/?$/;

/** addressOf is a remote's address in a browser, without the credentials that it may contain. */
export function addressOf(remote: string): string | null {
  const [, host, path] = SSH.exec(remote) ?? HTTPS.exec(remote) ?? [];
  if (host === undefined || path === undefined || !/github|gitlab/.test(host)) return null;
  return `https://${host}/${path.replace(/^\/+/, '')}`;
}
