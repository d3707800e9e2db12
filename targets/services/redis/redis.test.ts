/** The service with a real Redis: one of ours, and a user's own. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../../../harness/dev/testing/cli.ts';
import { redisForTests, startUsersRedis } from '../../../harness/dev/testing/redis.ts';
import { freePorts } from '../../../harness/processes/free-ports.ts';
import { TrialProcesses } from '../../../harness/processes/trial-processes.ts';
import type { ServiceContext } from '../service.ts';
import { connectRedis } from './connection.ts';
import { redis } from './redis.ts';

async function contextOf(
  context: TestContext,
  command: string,
  change: Partial<ServiceContext> = {},
): Promise<{ owned: TrialProcesses; service: ServiceContext }> {
  const owned = new TrialProcesses(temporaryFolder(context, 0o711));
  context.after(() => owned.stop());
  const [port = 0] = await freePorts(1);
  const service: ServiceContext = {
    url: null,
    program: { command, version: '' },
    folder: temporaryFolder(context, 0o711),
    port,
    env: {},
    settings: {},
    spawn: owned.spawnAs('service'),
    startTimeoutMs: 30_000,
    signal: new AbortController().signal,
    ...change,
  };
  return { owned, service };
}

test('our own Redis serves at REDIS_URL, reports its figures, and is gone afterwards', async (context) => {
  const command = redisForTests(context);
  if (!command) return;
  const { owned, service } = await contextOf(context, command);
  const running = await redis.start(service);
  assert.match(running.version, /^\d+\.\d+\.\d+/);
  const { REDIS_URL = '', REDIS_PREFIX = '' } = running.env;
  assert.equal(REDIS_URL, `redis://127.0.0.1:${service.port}`);
  assert.match(REDIS_PREFIX, /^cluster-bench:[\w-]{36}:$/);
  const before = await running.figures();
  using client = await connectRedis(new URL(REDIS_URL));
  await client.scan('0', '*');
  const after = await running.figures();
  assert.deepEqual(Object.keys(after), ['commandsProcessed', 'usedMemoryBytes', 'connectedClients']);
  assert.ok(Number(after.commandsProcessed) > Number(before.commandsProcessed));
  assert.ok(Number(after.usedMemoryBytes) > 0);
  assert.equal(Number(after.connectedClients), Number(before.connectedClients) + 1);
  await running[Symbol.asyncDispose]();
  await owned.stop();
  assert.match(
    (await redis.unusable?.(new URL(REDIS_URL))) ?? '',
    /no Redis responds at 127\.0\.0\.1:\d+ \(.*ECONNREFUSED/,
  );
});

test('a Redis that dies is reported', async (context) => {
  const command = redisForTests(context);
  if (!command) return;
  const { owned, service } = await contextOf(context, command);
  const running = await redis.start(service);
  const [pid = 0] = owned.groups('service');
  process.kill(pid, 'SIGKILL');
  assert.match((await running.broken).reason, /redis ended while it was under load \(killed by SIGKILL/);
  await running[Symbol.asyncDispose]();
});

test('another Redis on the port is not mistaken for ours', async (context) => {
  const stranger = await startUsersRedis(context);
  if (!stranger) return;
  const command = redisForTests(context) ?? '';
  const { service } = await contextOf(context, command, { port: Number(stranger.url.port) });
  await assert.rejects(
    async () => redis.start(service),
    (error: Error & { lastLines: string[] }) => {
      assert.match(error.message, /redis ended before it responded \(exit code 1\)/);
      assert.match(error.lastLines.join('\n'), /Address already in use/);
      return true;
    },
  );
});

test('only keys under our prefix are removed from a user’s own Redis', async (context) => {
  const users = await startUsersRedis(context);
  if (!users) return;
  const { service } = await contextOf(context, '', { url: users.url, program: null });
  const running = await redis.start(service);
  const { REDIS_URL, REDIS_PREFIX = '' } = running.env;
  assert.equal(REDIS_URL, users.url.href);
  await users.set('theirs', '1');
  await Promise.all(Array.from({ length: 2_500 }, (_, key) => users.set(`${REDIS_PREFIX}${key}`, '1')));
  await users.set(`${REDIS_PREFIX.slice(0, -1)}`, 'without the colon');
  await running[Symbol.asyncDispose]();
  assert.deepEqual(await users.keys(), [REDIS_PREFIX.slice(0, -1), 'theirs'].sort());
});

test('a user’s Redis that does not respond has a reason, and so has another program', async (context) => {
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  assert.match(
    (await redis.unusable?.(new URL(`redis://127.0.0.1:${port}`))) ?? '',
    /no Redis responds at 127/,
  );
});
