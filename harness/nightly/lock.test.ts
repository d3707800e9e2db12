import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { UsageError } from '../config/usage-error.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { startTicksOf } from '../processes/alive.ts';
import { lockStore } from './lock.ts';

const linux = process.platform !== 'linux' && 'only Linux reports start times';

test('only one process holds the lock, and releasing it frees the store', async (context) => {
  const store = join(temporaryFolder(context), 'not', 'there');
  {
    await using _ = await lockStore(store);
    await assert.rejects(lockStore(store), (error: Error) => {
      assert.ok(error instanceof UsageError);
      assert.equal(
        error.message,
        `another nightly (pid ${process.pid}) is running in ${store}; wait for it, or name another folder with --store`,
      );
      return true;
    });
    assert.deepEqual(readdirSync(store), ['.lock']);
  }
  assert.deepEqual(readdirSync(store), []);
  await using _ = await lockStore(store);
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
    await using _ = await lockStore(store);
    assert.deepEqual(readdirSync(store), ['.lock'], text);
  }
});
