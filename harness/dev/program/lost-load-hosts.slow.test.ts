/** Whole runs that lose an agent, and agents that lose their run. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { hostsFor, startAgents, WITH_SECRET } from '../testing/agents.ts';
import { type RunningCli, recordIn, startCli, temporaryFolder } from '../testing/cli.ts';
import { lastFirst } from '../testing/last-first.ts';
import { nothingLeft, STALLED_MS } from '../testing/left-keys.ts';
import { descendants, survivorsAfter } from '../testing/processes.ts';
import { startUsersRedis } from '../testing/redis.ts';

const SHORT = [
  '--path',
  '/',
  '--proxy',
  'none',
  '--workers',
  '1',
  '--connections',
  '8',
  '--load-processes',
  '1',
];
/** Agents notice by silence that their run is gone. */
const NOTICED_MS = 5_000;

/** A server that notes when a load has reached it. */
const SERVER = `
  const { createServer } = require('node:http');
  const { appendFileSync } = require('node:fs');
  let seen = 0;
  createServer((_, response) => {
    if (++seen === 200) appendFileSync(process.env.REACHED, process.pid + '\\n');
    setTimeout(() => response.end('well'), 5);
  }).listen(process.env.PORT);`;

function startRun(context: TestContext, redis: URL, args: readonly string[]) {
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'server.cjs'), SERVER);
  const reached = join(cwd, 'reached');
  writeFileSync(reached, '');
  const hosts = ['--agents', '2', '--redis', redis.href, '--app', 'server.cjs', ...SHORT];
  const run = startCli([...hosts, ...args], { cwd, env: { ...WITH_SECRET, REACHED: reached } });
  context.after(() => run.kill('SIGKILL'));
  const underLoad = async () => {
    while (readFileSync(reached, 'utf8') === '') {
      process.kill(run.pid, 0); // throws once the run itself has ended
      await sleep(20);
    }
  };
  return { run, record: () => recordIn(join(cwd, 'run')), underLoad };
}

/** Settles when an agent sends its share of a load. */
async function sending({ pid }: RunningCli) {
  for (;;) {
    process.kill(pid, 0); // throws once the agent itself has ended
    const started = descendants(pid).filter(({ command }) => command.includes('load-process.js'));
    if (started.length > 0) return started;
    await sleep(20);
  }
}

const LASTING = ['--trials', '1', '--duration', '60', '--warmup', '0'];

test('a run loses an agent in its first trial, and goes on with one that starts again', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const [, doomed] = await startAgents(context, redis.url, ['a1', 'a2']);
  assert.ok(doomed);
  const { run, record } = startRun(context, redis.url, ['--trials', '2', '--duration', '3', '--warmup', '1']);
  await sending(doomed);
  doomed.kill('SIGKILL');
  await doomed.exited;
  await startAgents(context, redis.url, ['again']);
  assert.equal((await run.ended).code, 1, run.output());
  const [first, second] = record().trials;
  assert.equal(
    first?.status === 'failed' ? first.reason : first?.status,
    'agent a2: the agent has been silent for 3 s',
  );
  assert.ok(second?.status === 'ok', run.output());
  assert.deepEqual(second.loadHosts.map(({ name }) => name).sort(), ['a1', 'again']);
  await nothingLeft(redis, STALLED_MS);
});

test('agents end the load of a run that is killed, and serve the next one', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const agents = await startAgents(context, redis.url, ['a1', 'a2']);
  const { run, underLoad } = startRun(context, redis.url, LASTING);
  const started = (await Promise.all(agents.map(sending))).flat();
  await underLoad();
  run.kill('SIGKILL');
  await run.exited;
  assert.deepEqual(await survivorsAfter(started, NOTICED_MS), []);
  await Promise.all(agents.map((agent) => agent.wrote('gave the trial up: the coordinator has been silent')));
  const hosts = await hostsFor(context, redis.url, 2);
  const { load } = await hosts.open({ connections: 8, longestSeconds: 60 }, new AbortController().signal);
  await load.ready;
  await load.end();
  await nothingLeft(redis);
});

test('Ctrl-C ends a run, and agents wait for the next one', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const agents = await startAgents(context, redis.url, ['a1', 'a2']);
  const { run, underLoad } = startRun(context, redis.url, LASTING);
  const started = (await Promise.all(agents.map(sending))).flat();
  await underLoad();
  run.kill('SIGINT');
  assert.equal((await run.ended).code, 130, run.output());
  assert.deepEqual(await survivorsAfter(started, NOTICED_MS), []);
  await nothingLeft(redis);
});
