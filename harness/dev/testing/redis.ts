/** A Redis for tests, such as a user has. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { createClient } from '@redis/client';

import { connectRedis, type RedisConnection } from '../../../targets/services/redis/connection.ts';
import { freePorts } from '../../processes/free-ports.ts';
import { temporaryFolder } from './cli.ts';
import { installedProgram } from './installed-program.ts';
import { lastFirst } from './last-first.ts';
import type { SeparateHost } from './separate-hosts.ts';

/** Returns the path of redis-server. If there is none, skips the test and returns null, as for nginx. */
export function redisForTests(context: TestContext): string | null {
  return installedProgram(context, 'redis-server', 'CLUSTER_BENCH_EXPECT_REDIS');
}

export interface UsersRedis {
  readonly url: URL;
  set(key: string, value: string): Promise<unknown>;
  /** Every key, sorted. */
  keys(): Promise<string[]>;
}

/** Starts a Redis outside of the harness, which ends after the test. Null if there is no redis-server. */
export async function startUsersRedis(context: TestContext): Promise<UsersRedis | null> {
  const [port = 0] = await freePorts(1);
  // The clients close before their server ends.
  const ending = lastFirst(context);
  const server = await startRedisAt(ending, port);
  if (!server) return null;
  const url = new URL(`redis://127.0.0.1:${port}`);
  const redis = await connectRedis(url);
  ending.after(() => redis[Symbol.dispose]());
  const client = await createClient({ url: url.href }).connect();
  ending.after(() => client.destroy());
  return { url, set: (key, value) => client.set(key, value), keys: () => keysOf(redis) };
}

/**
 * Starts a Redis on this port, which ends after the test, or is killed before. Null if there is no redis-server.
 *
 * @param host where it runs
 */
export async function startRedisAt(
  context: TestContext,
  port: number,
  { address, wrapper }: Pick<SeparateHost, 'address' | 'wrapper'> = { address: '127.0.0.1', wrapper: [] },
): Promise<{ kill(): Promise<void> } | null> {
  const command = redisForTests(context);
  if (!command) return null;
  const where = ['--bind', address, '--port', String(port), '--dir', temporaryFolder(context)];
  const [first = '', ...rest] = [...wrapper, command, ...where, '--save', '', '--protected-mode', 'no'];
  const server = spawn(first, rest, { stdio: ['ignore', 'pipe', 'ignore'] });
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  context.after(kill);
  for await (const chunk of server.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    if (String(chunk).includes('Ready to accept connections')) break;
  }
  server.stdout.resume();
  return { kill };
}

async function keysOf(redis: RedisConnection): Promise<string[]> {
  const keys: string[] = [];
  let cursor = '0';
  do {
    const found = await redis.scan(cursor, '*');
    keys.push(...found.keys);
    cursor = found.cursor;
  } while (cursor !== '0');
  return keys.sort();
}
