/** A run on a network of its own: three agents, a Redis and the app, each with an address of its own. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAgent, WITH_SECRET } from '../testing/agents.ts';
import { recordIn, runCli, startCli, temporaryFolder } from '../testing/cli.ts';
import { assertSumsExact } from '../testing/exact-sums.ts';
import { lastFirst } from '../testing/last-first.ts';
import { trialOf } from '../testing/launched-runs.ts';
import { ledgerSides } from '../testing/load.ts';
import { startRedisAt } from '../testing/redis.ts';
import { type SeparateHost, separateHosts } from '../testing/separate-hosts.ts';

const NAMES = ['a1', 'a2', 'a3'];
const SHORT = ['--proxy', 'none', '--workers', '1', '--path', '/', '--client', 'direct', '--trials', '1'];
const REDIS_PORT = 6379; // of a host of its own
const SERVER = `
  require('node:http').createServer((request, response) => response.end(request.socket.remoteAddress))
    .listen(process.env.PORT, process.env.HOST);`;

async function startAll(context: TestContext) {
  const hosts = separateHosts(context, NAMES.length + 2);
  const [target, store, ...others] = hosts ?? [];
  if (!target || !store) return null;
  const redis = await startRedisAt(context, REDIS_PORT, store);
  if (!redis) return null;
  const url = new URL(`redis://${store.address}:${REDIS_PORT}`);
  const agents = NAMES.map((name, index) => {
    const { wrapper } = others[index] as SeparateHost;
    return startAgent(context, url, name, { wrapper });
  });
  await Promise.all(agents.map((agent) => agent.wrote('waiting for a load')));
  return { target, others, url, agents };
}

test('three agents on hosts of their own send one load', async (own) => {
  const context = lastFirst(own);
  const all = await startAll(context);
  if (!all) return;
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'server.cjs'), SERVER);
  const hosts = ['--agents', '3', '--redis', all.url.href, '--listen', all.target.address];
  const { code, output } = await runCli(
    [...hosts, '--app', 'server.cjs', ...SHORT, '--connections', '10', '--duration', '2', '--warmup', '0.5'],
    { cwd, env: WITH_SECRET, wrapper: all.target.wrapper },
  );
  assert.equal(code, 0, output);
  const { load, loadHosts } = trialOf(recordIn(join(cwd, 'run')));
  const [left, right] = ledgerSides(load);
  assert.equal(left, right);
  assert.deepEqual(loadHosts.map(({ name }) => name).sort(), NAMES);
  assert.equal(load.connections, 10);
  assertSumsExact({ load, loadHosts });
  for (const { sent, clock, roundTripMs, retransmits } of loadHosts) {
    assert.ok(sent > 0);
    assert.ok(Math.abs(clock.skewMs) < 10 && clock.uncertaintyMs > 0, JSON.stringify(clock));
    assert.ok(roundTripMs !== null && roundTripMs > 0 && roundTripMs < 1_000);
    assert.equal(typeof retransmits, 'number', 'each network counts its own');
  }
});

test('an agent whose network is cut breaks the trial, and gives it up', async (own) => {
  const context = lastFirst(own);
  const all = await startAll(context);
  if (!all) return;
  const [host] = all.others;
  const [agent] = all.agents;
  assert.ok(host && agent);
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'server.cjs'), SERVER);
  const hosts = ['--agents', '3', '--redis', all.url.href, '--listen', all.target.address];
  const run = startCli(
    [...hosts, '--app', 'server.cjs', ...SHORT, '--connections', '10', '--duration', '60', '--warmup', '0'],
    { cwd, env: WITH_SECRET, wrapper: all.target.wrapper },
  );
  await Promise.all(all.agents.map((one) => one.wrote('sending a share')));
  await sleep(2_000); // some time of the load
  host.cut(true);
  assert.equal((await run.ended).code, 1, run.output());
  await agent.wrote('gave the trial up: the coordinator has been silent for 3 s');
  const [trial] = recordIn(join(cwd, 'run')).trials;
  assert.equal(
    trial?.status === 'failed' ? trial.reason : trial?.status,
    'agent a1: the agent has been silent for 3 s',
  );
  host.cut(false);
});
