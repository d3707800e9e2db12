/** Agents that are killed or stopped at every step of a load, and a Redis that goes away. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { hostsFor, jobTo, startAgents } from '../../dev/testing/agents.ts';

import { lastFirst } from '../../dev/testing/last-first.ts';
import { nothingLeft, STALLED_MS } from '../../dev/testing/left-keys.ts';
import { descendants, survivorsAfter } from '../../dev/testing/processes.ts';
import { startRedisAt, startUsersRedis } from '../../dev/testing/redis.ts';
import { monotonicMs } from '../../host/clock.ts';
import { freePorts } from '../../processes/free-ports.ts';
import type { Load } from '../load.ts';
import type { LoadHosts } from './load-hosts.ts';

const LONG = { connections: 8, longestSeconds: 60 };
const NEVER = new AbortController().signal;
/** A loss is noticed by silence, and then the load processes are ended. */
const NOTICED_MS = 5_000;

async function slowServer(context: TestContext): Promise<number> {
  const server = createServer((_, response) => setTimeout(() => response.end('well'), 20));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
}

async function measureSoon(load: Load, seconds: number) {
  const fromMs = monotonicMs() + 500;
  return load.measure({ fromMs, toMs: fromMs + 1_000 * seconds });
}

/** A whole load of these hosts: it proves that they serve. */
async function serves(hosts: LoadHosts, port: number): Promise<string[]> {
  const { load, hosts: described } = await hosts.open(LONG, NEVER);
  await load.ready;
  await load.begin(jobTo(port, { connections: 8 }), () => {});
  const figures = await measureSoon(load, 0.5);
  await load.end();
  const each = await described();
  assert.equal(
    each.reduce((sum, { sent }) => sum + sent, 0),
    figures.sent,
  );
  return each.map(({ name }) => name).sort();
}

/** Settles with why a load is broken. Rejects if it is not, soon after now. */
async function brokenSoon(load: Load): Promise<string> {
  const startMs = performance.now();
  const { reason } = await load.broken;
  assert.ok(performance.now() - startMs < NOTICED_MS, 'it was noticed soon');
  return reason;
}

const steps: Readonly<Record<string, (load: Load, port: number) => Promise<unknown>>> = {
  'before it is ready': async () => {},
  'when it is ready': ({ ready }) => ready,
  'in the warm-up': async (load, port) => {
    await load.ready;
    await load.begin(jobTo(port), () => {});
  },
  'in the window': async (load, port) => {
    await load.ready;
    await load.begin(jobTo(port), () => {});
    measureSoon(load, 30).catch(() => {});
    await new Promise<void>((resolve) => {
      // The window has begun, and a second of it is over.
      setTimeout(resolve, 1_500);
    });
  },
  'while requests drain': async (load, port) => {
    await load.ready;
    await load.begin(jobTo(port), () => {});
    load.rest().catch(() => {});
  },
};

test('an agent that is killed breaks its load, and a spare one serves the next', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const port = await slowServer(context);
  await startAgents(context, redis.url, ['a1']);
  const hosts = await hostsFor(context, redis.url, 2);
  for (const [step, reach] of Object.entries(steps)) {
    const [doomed] = await startAgents(context, redis.url, ['doomed']);
    assert.ok(doomed);
    const { load } = await hosts.open(LONG, NEVER);
    await reach(load, port);
    const started = descendants(doomed.pid);
    assert.ok(started.length > 0);
    const killedMs = performance.now();
    doomed.kill('SIGKILL');
    assert.equal(await brokenSoon(load), 'agent doomed: the agent has been silent for 3 s', step);
    await load.end();
    assert.ok(performance.now() - killedMs < NOTICED_MS, `${step}: the others ended soon`);
    assert.deepEqual(await survivorsAfter(started, 2_000), [], step);
  }
  await startAgents(context, redis.url, ['spare']);
  assert.deepEqual(await serves(hosts, port), ['a1', 'spare']);
  await nothingLeft(redis, STALLED_MS);
});

test('an agent that is killed after its figures has done its part', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const port = await slowServer(context);
  const [agent] = await startAgents(context, redis.url, ['a1']);
  const hosts = await hostsFor(context, redis.url, 1);
  const { load, hosts: described } = await hosts.open(LONG, NEVER);
  await load.ready;
  await load.begin(jobTo(port), () => {});
  const figures = await measureSoon(load, 0.5);
  agent?.kill('SIGKILL');
  await load.end();
  const [host] = await described();
  assert.deepEqual([host?.name, host?.sent, host?.busy], ['a1', figures.sent, null]);
});

test('an agent that stands still breaks its load, and serves again when it goes on', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const port = await slowServer(context);
  const [agent] = await startAgents(context, redis.url, ['a1']);
  assert.ok(agent);
  const hosts = await hostsFor(context, redis.url, 1);
  const { load } = await hosts.open(LONG, NEVER);
  await load.ready;
  await load.begin(jobTo(port), () => {});
  agent.kill('SIGSTOP');
  assert.equal(await brokenSoon(load), 'agent a1: the agent has been silent for 3 s');
  await load.end();
  agent.kill('SIGCONT');
  await agent.wrote('gave the trial up');
  assert.deepEqual(await serves(hosts, port), ['a1']);
});

/** A Redis on a port that stays the same, and agents that are connected to it. */
async function restartable(context: TestContext) {
  const [redisPort = 0] = await freePorts(1);
  const redis = await startRedisAt(context, redisPort);
  if (!redis) return null;
  const url = new URL(`redis://127.0.0.1:${redisPort}`);
  const agents = await startAgents(context, url, ['a1', 'a2']);
  const hosts = await hostsFor(context, url, 2);
  return { redis, agents, hosts, again: () => startRedisAt(context, redisPort) };
}

test('a Redis that restarts between loads is survived', async (own) => {
  const context = lastFirst(own);
  const all = await restartable(context);
  if (!all) return;
  const port = await slowServer(context);
  assert.deepEqual(await serves(all.hosts, port), ['a1', 'a2']);
  await all.redis.kill();
  await all.again();
  assert.deepEqual(await serves(all.hosts, port), ['a1', 'a2']);
});

test('a Redis that ends in the window breaks the load; agents serve again when it is back', async (own) => {
  const context = lastFirst(own);
  const all = await restartable(context);
  if (!all) return;
  const port = await slowServer(context);
  const { load } = await all.hosts.open(LONG, NEVER);
  await load.ready;
  await load.begin(jobTo(port), () => {});
  measureSoon(load, 30).catch(() => {});
  const started = all.agents.flatMap(({ pid }) => loadProcesses(pid));
  assert.equal(started.length, 2);
  await all.redis.kill();
  assert.match(await brokenSoon(load), /^agent a[12]: the connection to Redis was lost$/);
  await load.end();
  assert.deepEqual(await survivorsAfter(started, 2_000), []);
  await all.agents[0]?.wrote('Redis cannot be reached: ');
  await assert.rejects(
    all.hosts.open(LONG, NEVER),
    /TargetError: Redis at redis:\/\/127\.0\.0\.1:\d+ did not respond within 10 s/,
  );
  await all.again();
  assert.deepEqual(await serves(all.hosts, port), ['a1', 'a2']);
});

test('agents and a run end while Redis is gone', async (own) => {
  const context = lastFirst(own);
  const all = await restartable(context);
  if (!all) return;
  await all.redis.kill();
  for (const agent of all.agents) {
    agent.kill('SIGINT');
    assert.deepEqual(await agent.ended, { code: 130, signal: null }, agent.output());
  }
  const startMs = performance.now();
  await all.hosts[Symbol.asyncDispose]();
  assert.ok(performance.now() - startMs < 3_000);
});

function loadProcesses(pid: number) {
  return descendants(pid).filter(({ command }) => command.includes('load-process.js'));
}
