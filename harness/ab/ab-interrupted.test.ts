/** Whatever ends `ab`: no worktree stays, no process, and what was measured is kept. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordIn, runCli, startCli, temporaryFolder } from '../dev/testing/cli.ts';
import { descendants } from '../dev/testing/processes.ts';
import { testRepository, worktreesOf } from '../dev/testing/repository.ts';

const LOAD = ['--path', '/', '--duration', '1', '--warmup', '0.1', '--connections', '8', '--seed', '1'];
const SERVER = `require('node:http').createServer((_, response) => response.end('{}')).listen(process.env.PORT);`;

function begin(context: TestContext, args: readonly string[] = []) {
  const repository = testRepository(context, { 'server.js': SERVER });
  repository.write({ 'changed.js': '' });
  const before = repository.state();
  const out = join(temporaryFolder(context), 'out');
  const command = ['ab', '--base', 'HEAD', '--app', './server.js', ...LOAD, '--out', out, ...args];
  return {
    repository,
    out,
    cli: startCli(command, { cwd: repository.folder }),
    folders: () => worktreesOf(repository).slice(1),
    assertUntouched: () => {
      assert.deepEqual(worktreesOf(repository), [repository.folder]);
      // Git's own, and empty: who comes last removes it, but for the guard.
      const { '.git/worktrees/': _, ...state } = repository.state();
      assert.deepEqual(state, before);
    },
  };
}

/** Settles once a setup of the base has begun. */
async function inSetup(out: string): Promise<void> {
  const log = join(out, 'setup-base.log');
  while (!existsSync(log) || !readFileSync(log, 'utf8').includes('begun')) await sleep(10);
}

const SLOW_SETUP = ['--setup', 'echo begun; sleep 600 & wait'];

test('Ctrl-C during a setup ends it with 130, and nothing is left', async (context) => {
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

test('Ctrl-C twice leaves at once, and nothing is left either', async (context) => {
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

test('Ctrl-C during a trial keeps what was measured, in a partial report', async (context) => {
  const { cli, out, folders, assertUntouched } = begin(context);
  await cli.wrote('pair  1  single');
  const [base = '', head = ''] = folders();
  assert.ok(existsSync(base) && existsSync(head));
  cli.kill('SIGINT');
  assert.deepEqual(await cli.ended, { code: 130, signal: null }, cli.output());
  for (const side of ['base', 'head']) {
    const { status, trials } = recordIn(join(out, side));
    assert.equal(status, 'partial');
    assert.ok(trials.length >= 1);
  }
  assert.match(cli.output(), /^single +[\d,]+ +[\d,]+ .* cannot tell$/m);
  assert.match(cli.output(), /partial: .*base was stopped before its end/);
  assert.match(
    readFileSync(join(out, 'comparison.md'), 'utf8'),
    /^\*\*Partial\*\*: 2 runs were stopped before the end\.$/m,
  );
  assert.deepEqual([existsSync(base), existsSync(head)], [false, false]);
  assertUntouched();
});

test('after kill -9 the guard removes worktrees and processes within 2 s', async (context) => {
  const { cli, folders, assertUntouched } = begin(context);
  await cli.wrote('pair  1  single');
  const [base = '', head = ''] = folders();
  cli.kill('SIGKILL');
  assert.equal((await cli.ended).signal, 'SIGKILL');
  assert.deepEqual([existsSync(base), existsSync(head)], [false, false]);
  assertUntouched();
});

test('what was killed together with its guard is removed by the next ab', async (context) => {
  const { cli, out, folders, repository, assertUntouched } = begin(context, SLOW_SETUP);
  await inSetup(out);
  const [base = ''] = folders();
  // The guard first: it would act on the other's end.
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
  assert.ok(!existsSync(join(base, '..')), 'its scratch folder too');
  assertUntouched();
});
