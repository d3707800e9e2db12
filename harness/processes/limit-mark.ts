/**
 * A mark that processes inherit and rarely lose: their limit on file locks, which Linux has not enforced since 2.4
 * (getrlimit(2)). It survives an empty environment, a new session, a double fork and closed files.
 */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SpawnOptions } from '../../targets/topology.ts';
import { findOnPath } from './find-on-path.ts';

/** Higher than any limit that people set. */
const LEAST = 2 ** 46;

let prlimit: string | null | undefined;

/** makeLimitMark returns a new mark, or null if none can be set: on macOS, or without `prlimit`. */
export function makeLimitMark(): number | null {
  prlimit ??= findPrlimit();
  return prlimit === null ? null : LEAST + randomInt(2 ** 46);
}

/**
 * withLimitMark returns the same process with the mark. `prlimit` replaces itself with the program, as `taskset`
 * does.
 */
export function withLimitMark(options: SpawnOptions, mark: number | null): SpawnOptions {
  if (mark === null || !prlimit) return options;
  // Set only the soft limit: a lowered hard limit could not be raised again.
  return { ...options, command: prlimit, args: [`--locks=${mark}:`, options.command, ...options.args] };
}

/** limitMarkOf returns the soft limit of a process, or null if it has none or has ended. */
export function limitMarkOf(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/limits`, 'utf8');
    return Number(text.match(/^Max file locks\s+(\d+)/m)?.[1]) || null;
  } catch {
    return null;
  }
}

/** Returns an absolute path, since a child may have another PATH; null if `prlimit` does not work. */
function findPrlimit(): string | null {
  const path = findOnPath('prlimit', process.env.PATH);
  if (path === null) return null;
  try {
    execFileSync(path, [`--locks=${LEAST}:`, 'true'], { stdio: 'ignore' });
    return path;
  } catch {
    return null;
  }
}
