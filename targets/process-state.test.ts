import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { descendsFrom, isRunning, parentOf } from './process-state.ts';

test('a zombie does not run', { skip: process.platform !== 'linux' }, async (context) => {
  // The shell becomes a program that never waits for its child. The child ends only then: a shell would wait for it.
  const parent = spawn('sh', ['-c', 'exec 3<&0; cat <&3 & echo $!; exec sleep 60'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  context.after(() => parent.kill('SIGKILL'));
  const [said] = await once(parent.stdout, 'data');
  const zombie = Number(String(said));
  while (readFileSync(`/proc/${parent.pid}/comm`, 'utf8') !== 'sleep\n') await new Promise(setImmediate);
  parent.stdin.end();
  while (isRunning(zombie)) await new Promise(setImmediate);
  assert.doesNotThrow(() => process.kill(zombie, 0), 'it is still in the process table');
  assert.equal(parentOf(zombie), parent.pid);
  assert.ok(descendsFrom(zombie, process.pid));
  assert.ok(!descendsFrom(process.pid, zombie));
});

test('a process runs until it has ended', async () => {
  assert.ok(isRunning(process.pid));
  const child = spawn('true');
  await once(child, 'exit');
  assert.ok(!isRunning(child.pid ?? 0));
});
