/** Runs that start the Redis of their agents: it lasts as long as they do, even if they are killed. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { recordIn, startCli, temporaryFolder } from '../testing/cli.ts';
import { withCommandAfter } from '../testing/processes.ts';
import { redisForTests } from '../testing/redis.ts';

const GONE_MS = 2_000;
const env = { CLUSTER_BENCH_SECRET: 'a secret of both sides' };
const SHORT = ['--workers', '1', '--proxy', 'none', '--duration', '1', '--warmup', '0', '--trials', '1'];

/** Starts a run that waits for its agent. */
async function waitingRun(context: TestContext) {
  if (!redisForTests(context)) return null;
  const cwd = temporaryFolder(context);
  const asked = ['--agents', '1', '--start-redis', '--app', 'http', '--connections', '8'];
  const run = startCli([...asked, ...SHORT], { cwd, env });
  context.after(() => run.kill('SIGKILL'));
  await run.wrote('0 of 1 agents are connected');
  const [, redis = '', port = ''] = /--redis (redis:\/\/\S+:(\d+))/.exec(run.output()) ?? [];
  return { run, cwd, redis, server: `redis-server 127.0.0.1:${port}` };
}

test('an agent sends the load by the command that the run prints, and the Redis ends with the run', async (context) => {
  const waiting = await waitingRun(context);
  if (!waiting) return;
  const { run, cwd, redis, server } = waiting;
  assert.match(run.output(), /load from 1 agent, at a Redis that this run starts/);
  const args = ['agent', '--redis', redis, '--name', 'a1'];
  const agent = startCli([...args, '--idle-exit', '60s'], { cwd: temporaryFolder(context), env });
  context.after(() => agent.kill('SIGKILL'));
  const { code } = await run.ended;
  assert.equal(code, 0, `${run.output()}\n${agent.output()}`);
  assert.deepEqual(await withCommandAfter(server, GONE_MS), []);
  const { plan, clientCapacity, command, trials } = recordIn(`${cwd}/run`);
  assert.deepEqual([plan.agents, plan.loadProcesses, clientCapacity], [1, null, []]);
  assert.ok(command.includes('--start-redis') && !command.includes('--load-processes'), command.join(' '));
  const [trial] = trials;
  assert.ok(trial?.status === 'ok');
  assert.deepEqual([trial.loadHosts.map(({ name }) => name), trial.cpu.coresByRole.load], [['a1'], 0]);
  agent.kill('SIGINT');
  assert.equal((await agent.ended).code, 130);
});

test('the Redis is gone after kill -9 and after Ctrl-C of a run that waits for agents', async (context) => {
  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    const waiting = await waitingRun(context);
    if (!waiting) return;
    const { run, server } = waiting;
    assert.equal((await withCommandAfter(server, 0)).length, 1);
    run.kill(signal);
    const { code } = await run.exited.then(() => run.ended);
    assert.deepEqual(await withCommandAfter(server, GONE_MS), []);
    if (signal === 'SIGINT') assert.equal(code, 130, run.output());
  }
});
