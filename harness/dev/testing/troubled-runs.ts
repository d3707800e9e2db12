/** Runs of the whole program that something goes wrong in. */
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

/** Two trials, long enough to step into the first. */
export const TWICE = [...LOAD, '--duration', '4', '--warmup', '0', '--trials', '2', '--workers', '1'].concat(
  '--app',
  testApp('signals-load'),
);

/** What is left of a run must be gone within this time. */
export const GONE_MS = 2_000;

/** Of two trials, the second of which went well. */
export function firstFailure(cwd: string): FailedTrial {
  const [first, second, ...others] = recordIn(join(cwd, 'run')).trials;
  assert.ok(first?.status === 'failed' && second?.status === 'ok' && others.length === 0);
  return first;
}

/** Settles when the app `signals-load` is under load. */
export async function loaded(cwd: string): Promise<void> {
  while (!existsSync(join(cwd, 'loaded'))) await sleep(20);
}

/** Pid of the program's descendant with such a command line, as soon as there is one. */
export async function childOf(pid: number, command: string): Promise<number> {
  for (;;) {
    const found = descendants(pid).find((entry) => entry.command.includes(command));
    if (found) return found.pid;
    process.kill(pid, 0); // throws once the program itself has ended
    await sleep(20);
  }
}
