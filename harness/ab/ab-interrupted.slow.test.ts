/** Interrupting `ab` while it prepares the versions leaves no worktree and no process. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCli } from '../dev/testing/cli.ts';
import { descendants } from '../dev/testing/processes.ts';
import { begin } from '../dev/testing/started-ab.ts';

/** Settles once the setup command of the base has begun. */
async function inSetup(out: string): Promise<void> {
  const log = join(out, 'setup-base.log');
  while (!existsSync(log) || !readFileSync(log, 'utf8').includes('begun')) await sleep(10);
}

const SLOW_SETUP = ['--setup', 'echo begun; sleep 600 & wait'];

test('Ctrl-C during the setup command exits with 130, and leaves nothing behind', async (context) => {
  const { cli, out, folders, assertUntouched } = begin(context, SLOW_SETUP);
  await inSetup(out);
  const [base = ''] = folders();
  assert.ok(existsSync(base));
  cli.kill('SIGINT');
  assert.deepEqual(await cli.ended, { code: 130, signal: null }, cli.output());
  assert.ok(!existsSync(base));
  assert.deepEqual(readdirSync(out), ['setup-base.log']);
  assertUntouched();
});

test('a second Ctrl-C leaves at once, and leaves nothing behind', async (context) => {
  const { cli, out, folders, assertUntouched } = begin(context, [
    '--setup',
    'trap "" TERM; echo begun; sleep 600 & wait; wait',
  ]);
  await inSetup(out);
  const [base = ''] = folders();
  cli.kill('SIGINT');
  await cli.wrote('press Ctrl-C again');
  cli.kill('SIGINT');
  assert.equal((await cli.ended).code, 130);
  assert.ok(!existsSync(base));
  assertUntouched();
});

test('worktrees of an ab that was killed with its guard are removed by the next ab', async (context) => {
  const { cli, out, folders, repository, assertUntouched } = begin(context, SLOW_SETUP);
  await inSetup(out);
  const [base = ''] = folders();
  // Kill the guard first: it would act when the other process ends.
  const below = descendants(cli.pid);
  assert.ok(below.some(({ command }) => command.includes('guard.js')));
  for (const { pid } of below) process.kill(pid, 'SIGKILL');
  cli.kill('SIGKILL');
  await cli.ended;
  assert.ok(existsSync(base));
  assert.deepEqual(folders(), [base]);

  const next = ['ab', '--base', 'HEAD', '--app', './server.js', '--out', `${out}-2`, '--setup', 'exit 3'];
  const { code, output } = await runCli(next, { cwd: repository.folder });
  assert.equal(code, 2, output);
  assert.ok(!existsSync(join(base, '..')), 'its scratch folder is removed too');
  assertUntouched();
});
