/** `--agents`, `--redis` and `--start-redis`: what contradicts them, what they need, and where a run says it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { ABLE, PLAIN, resolved } from '../dev/testing/resolved.ts';
import { plannedEvent } from '../run/estimate.ts';
import { checkHostLimits } from './check-host-limits.ts';
import { commandOf } from './command.ts';
import { checkRedis } from './load-hosts.ts';
import { redisPassword } from './redis-password.ts';
import { resolveConfig } from './resolve-config.ts';
import { readUserConfig } from './user-config.ts';

const SECRET = { CLUSTER_BENCH_SECRET: 'a secret of both sides' };

async function configWith(flags: Readonly<Record<string, unknown>>, env: NodeJS.ProcessEnv = SECRET) {
  return resolveConfig(await readUserConfig({ out: '/run', ...flags }, env, '/'), {
    cwd: '/',
    env,
    cores: 2,
    now: new Date(),
    nodeVersion: '22.18.0',
    builtInApps: [{ name: 'express', script: '/express.js' }],
    scenarios,
    cpuHost: () => assert.fail('nothing is pinned'),
    randomSeed: () => 7,
  });
}

const redis = 'redis://10.0.0.5:6379';

test('what contradicts a load from other hosts is refused', async () => {
  for (const [flags, message] of [
    [{ redis }, /^UsageError: --redis is for a load from other hosts: add --agents$/],
    [{ 'start-redis': true }, /--start-redis is for a load from other hosts/],
    [{ agents: '2' }, /--agents needs --redis redis:\/\/host:6379, or --start-redis/],
    [{ agents: '2', redis, 'start-redis': true }, /--agents needs either --redis/],
    [{ agents: '2', redis: 'http://10.0.0.5' }, /--redis takes a URL such as redis:\/\/10.0.0.5:6379/],
    [
      { agents: '2', redis: 'redis://a:b@10.0.0.5' },
      /would show the password .* CLUSTER_BENCH_REDIS_PASSWORD/,
    ],
    [{ agents: '2', redis, connections: '1' }, /--agents 2 needs as many --connections/],
    [
      { agents: '2', redis, connections: '5', 'load-processes': '3' },
      /--agents 2 with --load-processes 3 each needs as many --connections as load processes, 6, not 5/,
    ],
    [{ agents: '2', redis, 'client-addresses': '4' }, /--agents and --client-addresses exclude each other/],
  ] as const) {
    await assert.rejects(configWith(flags), (error: Error) => {
      assert.match(String(error), message);
      return true;
    });
  }
  await assert.rejects(configWith({ agents: '2', redis }, {}), /CLUSTER_BENCH_SECRET is not set/);
  await assert.rejects(
    configWith({ agents: '2', redis }, { CLUSTER_BENCH_SECRET: 'short' }),
    /is shorter than 16 characters/,
  );
});

test('the user of a started Redis has the password that follows from the secret; others have their own', async () => {
  const passwordOf = async (user: string, env: NodeJS.ProcessEnv = SECRET) =>
    (await configWith({ agents: '2', redis: `redis://${user}10.0.0.5` }, env)).hosts?.redis?.password;
  assert.equal(await passwordOf('cluster-bench@'), redisPassword(SECRET.CLUSTER_BENCH_SECRET));
  assert.equal(await passwordOf(''), null);
  assert.equal(await passwordOf('ann@'), null);
  const env = { ...SECRET, CLUSTER_BENCH_REDIS_PASSWORD: 'given' };
  for (const user of ['', 'ann@', 'cluster-bench@']) assert.equal(await passwordOf(user, env), 'given');
});

test('the plan and the command that repeats a run name the agents, and no load process of this host', async () => {
  const config = await configWith({ agents: '3', redis, listen: '10.0.0.5' });
  const event = plannedEvent({ ...resolved(), config });
  assert.equal(event.load, 'load from 3 agents, at redis://10.0.0.5:6379');
  assert.ok(
    event.estimatedSeconds < plannedEvent({ ...resolved(), config: await configWith({}) }).estimatedSeconds,
  );
  const flags = ['--workers', '1,2,4', '--listen', '10.0.0.5', '--agents', '3', '--redis', redis];
  assert.deepEqual(commandOf(config), [...flags, '--seed', '7']);
  const given = await configWith({ agents: '1', 'start-redis': true, 'load-processes': '2' });
  assert.ok(commandOf(given).join(' ').includes('--load-processes 2 --agents 1 --start-redis --seed'));
  assert.equal(
    plannedEvent({ ...resolved(), config: given }).load,
    'load from 1 agent, at a Redis that this run starts',
  );
  assert.equal(plannedEvent(resolved()).load, null);
});

test('an address that agents on other hosts do not reach is named', async () => {
  const noticesOf = async (flags: Readonly<Record<string, unknown>>) => (await configWith(flags)).notices;
  const [app] = await noticesOf({ agents: '2', redis });
  assert.match(
    app ?? '',
    /^the app listens on 127\.0\.0\.1, reached by agents on this host alone: add --listen/,
  );
  const [both] = await noticesOf({ agents: '2', 'start-redis': true });
  assert.match(both ?? '', /^the app and the Redis listen on 127/);
  assert.deepEqual(await noticesOf({ agents: '2', redis, listen: '10.0.0.5' }), []);
  assert.deepEqual(await noticesOf({}), []);
});

test('a Redis that cannot be started or used is refused before anything starts', async () => {
  const user = await readUserConfig(
    { agents: '2', 'start-redis': true, redis: 'redis://127.0.0.1:1' },
    SECRET,
    '/',
  );
  const { hosts } = await configWith({ agents: '2', 'start-redis': true });
  await assert.rejects(
    checkRedis(hosts, user, PLAIN),
    /^UsageError: --start-redis: redis-server is not installed \(apt-get install redis\)$/,
  );
  const found = { ...ABLE, programs: { 'redis-server': { command: '/usr/bin/redis-server', version: '7' } } };
  await checkRedis(hosts, user, found);
  const nowhere = (await configWith({ agents: '2', redis: 'redis://127.0.0.1:1' })).hosts;
  await assert.rejects(
    checkRedis(nowhere, user, PLAIN),
    /--redis: Redis at redis:\/\/127\.0\.0\.1:1 cannot be used: connect ECONNREFUSED/,
  );
});

test('the ports of this host do not limit the connections of agents', async () => {
  const limits = { openFiles: null, localPorts: { first: 33_000, last: 33_299 }, availableMemoryBytes: 8e9 };
  const check = async (flags: Readonly<Record<string, unknown>>) =>
    checkHostLimits({ ...resolved(), config: await configWith(flags) }, limits, {});
  await check({ agents: '2', redis });
  await assert.rejects(check({}), /needs one local port each/);
});
