/** Runs of an app with sessions in Redis: one of ours, and a user's own; finished, interrupted and killed. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningCli, recordIn, runCli, startCli, temporaryFolder } from '../testing/cli.ts';
import { trialOf } from '../testing/launched-runs.ts';
import { WITH_LOGIN } from '../testing/login-scenario.ts';
import { descendants } from '../testing/processes.ts';
import { redisForTests, startUsersRedis, type UsersRedis } from '../testing/redis.ts';

const ARGS = [
  '--scenario',
  'login',
  '--app',
  'http',
  '--topology',
  'cluster',
  '--policy',
  'rr',
  '--proxy',
  'none',
].concat(['--workers', '2', '--trials', '1', '--warmup', '0', '--connections', '8', '--load-processes', '1']);
const LONG = [...ARGS, '--duration', '60'];
/** How long after a kill the keys may remain. */
const GONE_MS = 3_000;

test('our own Redis: figures, version and CPU are in the record, and nothing is left', async (context) => {
  if (!redisForTests(context)) return;
  const cwd = temporaryFolder(context);
  const { code, output } = await runCli([...ARGS, '--duration', '1'], { cwd, env: WITH_LOGIN });
  assert.equal(code, 0, output);
  const trial = trialOf(recordIn(join(cwd, 'run')));
  const [{ name, version, figures } = assert.fail('no service')] = trial.services;
  assert.equal(name, 'redis');
  assert.match(version, /^\d+\.\d+/);
  const { commandsProcessed: { atStart, atEnd } = assert.fail('no commands') } = figures;
  assert.ok(atEnd > atStart);
  assert.ok(trial.cpu.coresByRole.service > 0);
});

test('our own Redis ends with the harness, however that ends', async (context) => {
  if (!redisForTests(context)) return;
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    const cli = startCli(LONG, { cwd: temporaryFolder(context), env: WITH_LOGIN });
    while (!descendants(cli.pid).some(({ command }) => command.includes('redis-server'))) await sleep(50);
    cli.kill(signal);
    await cli.ended; // rejects if anything is left
  }
});

async function startWithUsers(context: TestContext, users: UsersRedis): Promise<RunningCli> {
  await users.set('theirs', '1');
  const env = { ...WITH_LOGIN, MY_REDIS: users.url.href };
  const cli = startCli([...LONG, '--service', 'redis=$MY_REDIS'], { cwd: temporaryFolder(context), env });
  while ((await users.keys()).length < 100) {
    process.kill(cli.pid, 0); // throws once the program has ended
    await sleep(50);
  }
  return cli;
}

async function keysAfter(users: UsersRedis): Promise<string[]> {
  const deadline = performance.now() + GONE_MS;
  while ((await users.keys()).length > 1 && performance.now() < deadline) await sleep(50);
  return users.keys();
}

test('our keys leave a user’s Redis after Ctrl-C', async (context) => {
  const users = await startUsersRedis(context);
  if (!users) return;
  const cli = await startWithUsers(context, users);
  cli.kill('SIGINT');
  assert.deepEqual(await cli.ended, { code: 130, signal: null });
  assert.deepEqual(await users.keys(), ['theirs']);
});

for (const [how, kill] of [
  ['a second Ctrl-C', secondInterrupt],
  ['a kill -9', async (cli: RunningCli) => cli.kill('SIGKILL')],
] as const) {
  test(`our keys leave a user’s Redis after ${how}`, async (context) => {
    const users = await startUsersRedis(context);
    if (!users) return;
    const cli = await startWithUsers(context, users);
    await kill(cli);
    await cli.exited;
    assert.deepEqual(await keysAfter(users), ['theirs']);
    await cli.ended;
    assert.deepEqual(await users.keys(), ['theirs']);
  });
}

async function secondInterrupt(cli: RunningCli): Promise<void> {
  cli.kill('SIGINT');
  await cli.wrote('press Ctrl-C again');
  cli.kill('SIGINT');
}

test('a Redis that does not respond is refused before anything starts', async (context) => {
  const { code, output } = await runCli([...LONG, '--service', 'redis=redis://127.0.0.1:1'], {
    cwd: temporaryFolder(context),
    env: WITH_LOGIN,
  });
  assert.equal(code, 2, output);
  assert.match(
    output,
    /--service redis: no Redis responds at 127\.0\.0\.1:1 \(.*\); start it, or correct the URL/,
  );
});
