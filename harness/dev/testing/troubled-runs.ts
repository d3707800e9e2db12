/** Runs of the whole program in which something goes wrong. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FailedTrial } from '../../records/run.ts';
import { recordIn, testApp } from './cli.ts';
import { descendants } from './processes.ts';

export const LOAD = ['--connections', '20', '--delay', '50'];

export const SHORT = [...LOAD, '--duration', '1', '--warmup', '0.3'];

export const ALONE = ['--workers', '1', '--proxy', 'none'];

export const ONCE = [...SHORT, ...ALONE, '--trials', '1'];

/** Two trials, long enough to act during the first. */
export const TWICE = [...LOAD, '--duration', '4', '--warmup', '0', '--trials', '2', '--workers', '1'].concat(
  '--app',
  testApp('signals-load'),
);

/** Everything left of a run must be gone within this time. */
export const GONE_MS = 2_000;

/** Returns the first of two trials, which failed, and asserts that the second succeeded. */
export function firstFailure(cwd: string): FailedTrial {
  const [first, second, ...others] = recordIn(join(cwd, 'run')).trials;
  assert.ok(first?.status === 'failed' && second?.status === 'ok' && others.length === 0);
  return first;
}

/** Settles when the app `signals-load` is under load. */
export async function loaded(cwd: string): Promise<void> {
  while (!existsSync(join(cwd, 'loaded'))) await sleep(20);
}

/** Returns the pid of the program's descendant with this command line, as soon as there is one. */
export async function childOf(pid: number, command: string): Promise<number> {
  for (;;) {
    const found = descendants(pid).find((entry) => entry.command.includes(command));
    if (found) return found.pid;
    process.kill(pid, 0); // throws once the program itself has ended
    await sleep(20);
  }
}
