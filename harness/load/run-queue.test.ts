import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { BURNER_CPU, startBurners } from '../dev/testing/burners.ts';
import { parseSchedstat, watchRunQueue } from './run-queue.ts';

test('/proc/self/schedstat: the second number, unless the kernel does not count', () => {
  assert.equal(parseSchedstat('58878 45949 2\n'), 45_949);
  assert.equal(parseSchedstat('0 0 0\n'), null);
  assert.equal(parseSchedstat(''), null);
});

test('seconds since the watch began; null if either reading fails', () => {
  const readings = [1e9, 1.25e9];
  assert.equal(watchRunQueue(() => readings.shift() ?? null)(), 0.25);
  const failing = [1e9, null];
  assert.equal(watchRunQueue(() => failing.shift() ?? null)(), null);
});

test('a process that shares its core with two others waits for most of its time', async (context) => {
  if (!(await startBurners(context, 2))) return context.skip('no taskset here');
  const program = `
    import { watchRunQueue } from ${JSON.stringify(import.meta.resolve('./run-queue.js'))};
    const beganMs = performance.now();
    const waited = watchRunQueue();
    while (performance.now() < beganMs + 400);
    const seconds = waited(); // inside the time that it is divided by
    console.log(1000 * seconds / (performance.now() - beganMs));`;
  const node = [process.execPath, '--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)('taskset', ['-c', String(BURNER_CPU), ...node]);
  const share = Number(stdout);
  assert.ok(share > 0.3 && share <= 1, stdout);
});
