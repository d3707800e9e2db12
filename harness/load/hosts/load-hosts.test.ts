/** Loads of agents inside this process, through a real Redis. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { agentHere, hostsFor, jobTo } from '../../dev/testing/agents.ts';
import { lastFirst } from '../../dev/testing/last-first.ts';
import { foreignKeys, nothingLeft } from '../../dev/testing/left-keys.ts';
import { ledgerSides } from '../../dev/testing/load.ts';
import { startUsersRedis } from '../../dev/testing/redis.ts';
import { scriptedUser } from '../../dev/testing/scenario-file.ts';
import { monotonicMs } from '../../host/clock.ts';

const LONG = { connections: 10, longestSeconds: 60 };
const NEVER = new AbortController().signal;

/** A server that notes when each request arrived. */
async function noting(context: TestContext) {
  const instants: number[] = [];
  const sockets = new Set<unknown>();
  const server = createServer(({ socket }, response) => {
    instants.push(monotonicMs());
    sockets.add(socket);
    setTimeout(() => response.end('well'), 2);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return { port: address.port, instants, sockets };
}

test('the load of two agents adds up, one that comes late included, and nothing is left', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const { port, instants, sockets } = await noting(context);
  const hosts = await hostsFor(context, redis.url, 2);
  const first = await agentHere(context, redis.url, 'a1');
  const opening = hosts.open(LONG, NEVER);
  await first.reported('taken');
  const second = await agentHere(context, redis.url, 'a2');
  const { load, processes, hosts: described } = await opening;
  assert.equal(processes, 2);
  await load.ready;
  await load.begin(jobTo(port, { connections: 11 }), () => {});
  const fromMs = monotonicMs() + 500;
  const window = { fromMs, toMs: fromMs + 1_000 };
  const figures = await load.measure(window);
  await load.rest();
  const { before, after } = (await load.soFar()).sentOutside;
  assert.equal(before + figures.sent + after, instants.length, 'every request is counted once');
  await load.end();
  const [one, other] = (await described()).sort((a, b) => (a.name < b.name ? -1 : 1));
  assert.ok(one && other);
  assert.deepEqual([one.name, other.name], ['a1', 'a2']);
  assert.deepEqual([one.connections, other.connections].sort(), [5, 6]);
  assert.equal(sockets.size, 11);
  assert.equal(one.sent + other.sent, figures.sent);
  assert.equal(one.completed + other.completed, figures.completed);
  assert.ok(one.sent > 0 && other.sent > 0);
  const [left, right] = ledgerSides(figures);
  assert.equal(left, right);
  // A request that is sent near an end of the window may arrive on its other side.
  const arrived = instants.filter((instant) => instant >= fromMs && instant < window.toMs).length;
  assert.ok(Math.abs(arrived - figures.sent) <= 2 * 11, `${arrived} of ${figures.sent}`);
  for (const { clock, roundTripMs } of [one, other]) {
    assert.ok(Math.abs(clock.offsetMs) <= clock.uncertaintyMs + 0.1, JSON.stringify(clock));
    assert.ok(Math.abs(clock.skewMs) < 10, JSON.stringify(clock));
    assert.ok(roundTripMs !== null && roundTripMs < 1_000);
  }
  await Promise.all([first, second].map((agent) => agent.reported('ended')));
  await nothingLeft(redis);
});

test('agents serve one load after the other, with a bundle that leaves Redis', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const { port } = await noting(context);
  await agentHere(context, redis.url, 'a1');
  const hosts = await hostsFor(context, redis.url, 1);
  const user = await scriptedUser(context, `yield get('/a'); yield get('/b');`);
  for (const connections of [1, 2]) {
    const { load, hosts: described } = await hosts.open({ ...LONG, connections }, NEVER);
    await load.ready;
    await load.begin(jobTo(port, { connections, user }), () => {});
    const fromMs = monotonicMs() + 300;
    const figures = await load.measure({ fromMs, toMs: fromMs + 300 });
    assert.equal((await foreignKeys(redis)).filter((key) => key.includes(':bundle:')).length, 1);
    await load.end();
    assert.deepEqual(
      figures.byLabel.map(({ label }) => label),
      ['GET /a', 'GET /b'],
    );
    assert.deepEqual(
      (await described()).map((host) => host.connections),
      [connections],
    );
    await nothingLeft(redis);
  }
});

test('an agent that is stopped says so, and the load is broken at once', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const agent = await agentHere(context, redis.url, 'a1');
  const hosts = await hostsFor(context, redis.url, 1);
  const { load } = await hosts.open(LONG, NEVER);
  await load.ready;
  const startMs = performance.now();
  await agent.stop();
  assert.equal((await load.broken).reason, 'agent a1: the agent was stopped');
  assert.ok(performance.now() - startMs < 3_000, 'not by silence');
  await load.end();
});
