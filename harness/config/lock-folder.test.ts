import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { startTicksOf } from '../processes/alive.ts';
import { lockFolder, refuseLocked } from './lock-folder.ts';
import { UsageError } from './usage-error.ts';

const refusal = (pid: number) => `held by ${pid}`;
const linux = process.platform !== 'linux' && 'only Linux reports start times';

test('only one process holds the lock, and releasing it frees the folder', async (context) => {
  const store = join(temporaryFolder(context), 'not', 'there');
  {
    await using _ = await lockFolder(store, refusal);
    for (const attempt of [lockFolder, refuseLocked]) {
      await assert.rejects(attempt(store, refusal), new UsageError(`held by ${process.pid}`));
    }
    assert.deepEqual(readdirSync(store), ['.lock']);
  }
  assert.deepEqual(readdirSync(store), []);
  await refuseLocked(store, refusal);
  await using _ = await lockFolder(store, refusal);
  assert.ok(existsSync(join(store, '.lock')));
});

test('a lock of a dead process, of another process with its pid, or with damaged content is ignored', {
  skip: linux,
}, async (context) => {
  const store = temporaryFolder(context);
  const child = spawn('true');
  await once(child, 'exit');
  const ticks = startTicksOf(process.pid) ?? 0;
  for (const text of [
    JSON.stringify({ pid: child.pid, startTicks: 1 }),
    JSON.stringify({ pid: process.pid, startTicks: ticks - 1 }),
    '{"pid": -1}',
    '',
    'null',
  ]) {
    writeFileSync(join(store, '.lock'), text);
    await using _ = await lockFolder(store, refusal);
    assert.deepEqual(readdirSync(store), ['.lock'], text);
  }
});
