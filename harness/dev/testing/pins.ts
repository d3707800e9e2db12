/** Cores to pin the roles of a run to. */
import { execFileSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import { readCores } from '../../host/cpu-topology.ts';

export const ONCE = ['--trials', '1', '--connections', '20', '--delay', '5', '--warmup', '0.2'];

export const allowed = readCores()?.flat() ?? [];

export const [first = 0, second = first] = allowed;

export const pins = ['--cpus', `target=${first},load=${second}`];

export function canPin(context: TestContext): boolean {
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    context.skip('taskset is not installed');
    return false;
  }
}
