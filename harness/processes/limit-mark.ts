/**
 * A mark that processes inherit and hardly lose: their limit on file locks, which Linux has not enforced since 2.4
 * (getrlimit(2)). It outlives an empty environment, a new session, a double fork and closed files.
 */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SpawnOptions } from '../../targets/topology.ts';

/** Higher than any limit that is set by hand. */
const LEAST = 2 ** 46;

let prlimit: string | null | undefined;

/** A new mark; null where none can be set: on macOS, without `prlimit`. */
export function makeLimitMark(): number | null {
  prlimit ??= findPrlimit();
  return prlimit === null ? null : LEAST + randomInt(2 ** 46);
}

/** The same process with the mark. `prlimit` becomes the program that it runs, as `taskset` does. */
export function withLimitMark(options: SpawnOptions, mark: number | null): SpawnOptions {
  if (mark === null || !prlimit) return options;
  // The soft limit alone: the hard one could not be raised again.
  return { ...options, command: prlimit, args: [`--locks=${mark}:`, options.command, ...options.args] };
}

/** Soft limit of a process; null where it has none, or is gone. */
export function limitMarkOf(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/limits`, 'utf8');
    return Number(text.match(/^Max file locks\s+(\d+)/m)?.[1]) || null;
  } catch {
    return null;
  }
}

/** Absolute path: a child may have another PATH. Null where it does not work. */
function findPrlimit(): string | null {
  try {
    const path = execFileSync('sh', ['-c', 'command -v prlimit'], { encoding: 'utf8' }).trim();
    execFileSync(path, [`--locks=${LEAST}:`, 'true'], { stdio: 'ignore' });
    return path;
  } catch {
    return null;
  }
}
