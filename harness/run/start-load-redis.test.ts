/** The Redis that a run starts for its agents. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { agentConfig } from '../config/agent.ts';
import { redisPassword } from '../config/redis-password.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { redisForTests } from '../dev/testing/redis.ts';
import { openLoadHosts } from '../load/hosts/load-hosts.ts';
import { connectLink } from '../load/hosts/redis-link.ts';
import { serveAgent } from '../load/hosts/serve-agent.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { startLoadRedis } from './start-load-redis.ts';

const secret = 'a secret of both sides';

async function started(context: TestContext) {
  const command = redisForTests(context);
  if (!command) return null;
  const scratch = temporaryFolder(context, 0o711);
  const { signal } = new AbortController();
  const program = { command, version: '' };
  const redis = await startLoadRedis({ program, secret, listen: '127.0.0.1', scratch, signal });
  context.after(() => redis[Symbol.asyncDispose]());
  return { redis, scratch };
}

/** The configuration of an agent that knows a secret, and the URL alone. */
function agentWith(known: string, url: URL) {
  const env = { CLUSTER_BENCH_SECRET: known };
  return { ...agentConfig({ redis: url.href, name: 'a1' }, { cwd: '/', env, usable: null }), env };
}

test('an agent that knows the secret connects by the URL alone, and waits for a load', async (context) => {
  const own = await started(context);
  if (!own) return;
  const { redis, scratch } = own;
  assert.match(redis.address.url.href, /^redis:\/\/cluster-bench@127\.0\.0\.1:\d+$/);
  await using hosts = await openLoadHosts({ redis: redis.address, secret, agents: 1, processes: 1 });
  const config = agentWith(secret, redis.address.url);
  const link = await connectLink(config.redis);
  const over = new AbortController();
  const serving = serveAgent({ ...config, link, signal: over.signal, watch: () => {} });
  await hosts.present(() => {}, AbortSignal.timeout(10_000));
  over.abort();
  await serving;
  // The end of a trial kills what has its mark.
  await new TrialProcesses(scratch).stop();
  assert.equal(await link.ping(), 'PONG');
  await assert.rejects(link.config('GET', 'dir'), /NOPERM/);
  await assert.rejects(link.get('a key of others'), /NOPERM/);
  link.disconnect();
});

test('another secret, and no password, are refused', async (context) => {
  const own = await started(context);
  if (!own) return;
  const { url } = own.redis.address;
  const other = agentWith('another secret of 16', url);
  await assert.rejects(connectLink(other.redis), /WRONGPASS/);
  await assert.rejects(connectLink({ url, password: null }), /NOAUTH|WRONGPASS/);
  const anonymous = new URL(url);
  anonymous.username = '';
  await assert.rejects(connectLink({ url: anonymous, password: null }), /NOAUTH/);
});

test('its file is private and holds no password; nothing of it is left afterwards', async (context) => {
  const own = await started(context);
  if (!own) return;
  const { redis, scratch } = own;
  const [folder = ''] = readdirSync(scratch).filter((name) => name.startsWith('redis-'));
  const file = join(scratch, folder, 'redis.conf');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const text = readFileSync(file, 'utf8');
  assert.match(text, /^maxmemory-policy noeviction$/m);
  assert.ok(!text.includes(redisPassword(secret)) && !text.includes(secret));
  await redis[Symbol.asyncDispose]();
  await assert.rejects(connectLink(redis.address), /ECONNREFUSED/);
});
