import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { recordIn, runCli, temporaryFolder, testApp } from '../dev/testing/cli.ts';
import { descendants, survivorsAfter } from '../dev/testing/processes.ts';
import { spawnChild } from './children.ts';
import { lastLinesOf } from './last-lines.ts';

test('an app that exits at the end of its input keeps serving, alone and as a worker', async (context) => {
  const cwd = temporaryFolder(context);
  const load = ['--connections', '4', '--duration', '1', '--warmup', '0.1', '--trials', '1'];
  const setups = ['--workers', '1,2', '--policy', 'rr', '--proxy', 'none'];
  const { code, output } = await runCli(
    [...load, ...setups, '--path', '/', '--app', testApp('exits-without-stdin')],
    {
      cwd,
    },
  );
  assert.equal(code, 0, output);
  assert.equal(recordIn(join(cwd, 'run')).trials.length, 2);
});

test('a child that ignores SIGTERM is killed with everything it started', async (context) => {
  const script = `process.on('SIGTERM', () => {});
    const { pid } = require('child_process').spawn('sleep', ['600']);
    process.send(pid);
    setInterval(() => {}, 1_000);`;
  const options = { name: 'stubborn', command: process.execPath, args: ['--eval', script], ipc: true };
  const child = spawnChild(options, temporaryFolder(context));
  await new Promise((resolve) => child.onMessage(resolve));
  const started = descendants(process.pid).filter(
    ({ pid, command }) => pid === child.pid || command === 'sleep 600',
  );
  assert.equal(started.length, 2);
  await child.stop();
  assert.equal((await child.exited).signal, 'SIGKILL');
  assert.deepEqual(await survivorsAfter(started, 2_000), []);
});

test('the open input does not keep the harness alive', (context) => {
  const children = fileURLToPath(new URL('./children.js', import.meta.url));
  const program = `
    const { spawnChild } = await import(${JSON.stringify(children)});
    const child = spawnChild({ name: 'cat', command: 'cat', args: [] }, ${JSON.stringify(temporaryFolder(context))});
    await new Promise((resolve) => setTimeout(resolve, 200));
    console.log(await Promise.race([child.exited, 'reads on']));
    await child.stop();
  `;
  const args = ['--input-type=module', '--eval', program];
  const output = execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 10_000 });
  assert.equal(output, 'reads on\n');
});

test('a fatal error is not crowded out by native stack traces', (context) => {
  const file = join(temporaryFolder(context), 'stderr');
  const program = 'const kept = []; for (;;) kept.push(Array.from({ length: 1000 }, Math.random));';
  const written = openSync(file, 'w');
  for (let crash = 0; crash < 4; crash++) {
    spawnSync(process.execPath, ['--max-old-space-size=16', '--eval', program], {
      stdio: ['ignore', 'ignore', written],
    });
  }
  closeSync(written);
  assert.match(readFileSync(file, 'utf8'), / 1: 0x[0-9a-f]+ /);
  const lines = lastLinesOf(file, 40);
  assert.deepEqual(
    lines.map((line) => line.replace(/: .* - /, ': … - ')),
    Array(4).fill('FATAL ERROR: … - JavaScript heap out of memory'),
  );
});
