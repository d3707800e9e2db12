/** Processes that keep one core busy. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { readCores } from '../../host/cpu-topology.ts';

/** The CPU that they keep busy. */
export const BURNER_CPU = readCores()?.flat().at(-1) ?? 0;

/** Starts the processes, which end with the test. Settles with false if there is no `taskset`. */
export async function startBurners(context: TestContext, count: number): Promise<boolean> {
  const loop = ['-c', String(BURNER_CPU), 'sh', '-c', 'echo; while :; do :; done'];
  const started = Array.from({ length: count }, async () => {
    const burner = spawn('taskset', loop, { stdio: ['ignore', 'pipe', 'ignore'] });
    const runs = Promise.race([
      once(burner.stdout, 'data').then(() => true),
      once(burner, 'error').then(() => false),
    ]);
    context.after(() => burner.kill('SIGKILL'));
    return runs;
  });
  return (await Promise.all(started)).every(Boolean);
}
