import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { monotonicMs } from '../host/clock.ts';
import { type Attempt, hasOtherWork, undisturbed } from './undisturbed.ts';

async function kept(attempts: readonly (readonly [number, boolean])[]): Promise<[Attempt, number]> {
  let made = 0;
  const result = await undisturbed(async () => {
    const [requestsPerSecond, disturbed] = attempts[made++] ?? assert.fail('one attempt too many');
    return { requestsPerSecond, disturbed };
  });
  return [result, made];
}

test('a calibration that was disturbed is repeated until one is not', async () => {
  assert.deepEqual(await kept([[900, false]]), [{ requestsPerSecond: 900, disturbed: false }, 1]);
  const quiet = [
    [900, true],
    [800, false],
  ] as const;
  assert.deepEqual(await kept(quiet), [{ requestsPerSecond: 800, disturbed: false }, 2]);
});

test('after three disturbed attempts the highest one stays, marked as disturbed', async () => {
  const busy = [
    [700, true],
    [900, true],
    [800, true],
  ] as const;
  assert.deepEqual(await kept(busy), [{ requestsPerSecond: 900, disturbed: true }, 3]);
});

test('a process outside our groups that keeps a core busy is other work', async (context) => {
  const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore', detached: true });
  context.after(() => child.kill('SIGKILL'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const fromMs = monotonicMs();
  assert.equal(await hasOtherWork({ fromMs, toMs: fromMs + 500 }, [], new AbortController().signal), true);
});
