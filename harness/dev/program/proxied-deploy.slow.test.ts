/**
 * A real deploy of servers behind a real proxy: they restart one after the other, each while the proxy sends it
 * nothing, and no request that reached the proxy is lost.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { deploy } from '../../../scenarios/deploy.ts';
import { processes } from '../../../targets/topologies/processes.ts';
import { commandContext } from '../../commands/command-context.ts';
import { readUserConfig } from '../../config/user-config.ts';
import { detectCapabilities } from '../../host/capabilities.ts';
import { resolvedHere } from '../../library/checked-config.ts';
import type { OkTrial } from '../../records/run.ts';
import { executeRun } from '../../run/run.ts';
import { temporaryFolder } from '../testing/cli.ts';
import { haproxyForTests } from '../testing/haproxy.ts';
import { nginxForTests } from '../testing/nginx.ts';

const WORKERS = 2;

async function deployBehind(context: TestContext, proxy: string): Promise<OkTrial> {
  const folder = temporaryFolder(context);
  const out = join(folder, 'run');
  mkdirSync(out);
  const flags = {
    ...{ app: 'http', scenario: deploy.name, topology: processes.name, workers: String(WORKERS), proxy, out },
    ...{ rate: '100', connections: '10', 'load-processes': '1', delay: '20' },
    ...{ trials: '1', duration: '3', warmup: '0' },
  };
  const host = await detectCapabilities();
  const around = { ...commandContext(), cwd: folder };
  const run = await resolvedHere(await readUserConfig(flags, {}, folder), around, host);
  const { record } = await executeRun(run, host, { watch: () => {}, signal: new AbortController().signal });
  const [trial] = record.trials;
  assert.ok(trial?.status === 'ok', JSON.stringify(trial));
  return trial;
}

/** @param closesIdle whether the proxy itself closes connections of clients, which may just have sent a request */
function assertNothingLost({ events, accounts, load }: OkTrial, { closesIdle = false } = {}): void {
  const [{ name, endedSeconds, detail, cost } = assert.fail('no event')] = events;
  assert.ok(name === deploy.name && endedSeconds !== null && cost !== null);
  const pids = `${detail.oldPids} ${detail.newPids}`.split(' ');
  assert.equal(new Set(pids).size, 2 * WORKERS, 'every server was replaced');
  assert.equal(detail.killed, 0);
  assert.equal(cost.leastWorkers, WORKERS - 1, 'one after the other');
  assert.equal(cost.forks, WORKERS);
  assert.ok(cost.requests > cost.inFlightAtStart, 'requests were sent meanwhile');
  const { neverReached, ...begunOrUnknown } = cost.lost;
  assert.deepEqual(
    [begunOrUnknown, cost.wrong, cost.unavailable],
    [{ begun: 0, finished: 0, unknown: 0 }, 0, 0],
  );
  const { closed, reset, resetSending } = cost.failures;
  assert.equal(
    neverReached,
    closesIdle ? closed + reset + resetSending : 0,
    'no response of the proxy failed',
  );
  assert.ok(accounts !== null && accounts.notNoted === 0);
  assert.deepEqual([accounts.lost, accounts.executedTwice], [cost.lost, 0], 'nothing is lost besides');
  assert.equal(accounts.correct, load.completed);
}

test('nginx: a deploy of servers behind it loses no request that reached it', async (context) => {
  if (!nginxForTests(context)) return;
  // Old workers of nginx close idle connections: a client that is late has just sent a request on one.
  assertNothingLost(await deployBehind(context, 'nginx'), { closesIdle: true });
});

test('haproxy: a deploy of servers behind it loses no request that reached it', async (context) => {
  if (!haproxyForTests(context)) return;
  assertNothingLost(await deployBehind(context, 'haproxy'));
});
