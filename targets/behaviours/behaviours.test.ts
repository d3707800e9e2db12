/** A real process that follows the switch's orders. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../../harness/dev/testing/cli.ts';
import { get } from '../../harness/dev/testing/get.ts';
import { freePorts } from '../../harness/processes/free-ports.ts';
import { appEnvironment, preloadModule } from '../app-environment.ts';
import { builtInApps } from '../apps/index.ts';
import { crashLoop } from './crash-loop.ts';
import { behaviours } from './index.ts';
import { slowWorker } from './slow-worker.ts';
import { behaviourModule, openSwitch } from './switch.ts';

async function startWorker(context: TestContext, instance: number) {
  const opened = await openSwitch(temporaryFolder(context));
  const [port = 0] = await freePorts(1);
  const [app = assert.fail('no app')] = builtInApps.filter(({ name }) => name === 'http');
  const place = { host: '127.0.0.1', port, instance, reusePort: false };
  const env = appEnvironment({ ...opened.env, DB_DELAY_MS: '0' }, place, [preloadModule, behaviourModule]);
  const child = spawn(process.execPath, [app.script], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  context.after(() => child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  await once(child, 'message'); // the app says that it listens
  return { opened, port, child, exited };
}

test('a worker begins and ends on order, and is known as one that was told', async (context) => {
  const { opened, port, child, exited } = await startWorker(context, 0);
  assert.equal(opened.hasTold(child.pid ?? 0), false);
  const slow = await opened.begin(slowWorker);
  assert.deepEqual([slow.pid, slow.pids(), opened.hasTold(slow.pid)], [child.pid, [child.pid], true]);
  assert.equal((await get(port, '/health')).status, 200);
  assert.equal(await slow.end(), child.pid);
  await opened.begin(crashLoop);
  assert.deepEqual(await exited, [1, null]);
});

test('only the first worker follows', async (context) => {
  const { opened, port, child } = await startWorker(context, 1);
  opened.expect(slowWorker);
  opened.begin(crashLoop).catch(() => {});
  for (let asked = 0; asked < 20; asked++) assert.equal((await get(port, '/health')).status, 200);
  assert.deepEqual([child.exitCode, opened.hasTold(child.pid ?? 0)], [null, false]);
});

test('each behaviour has a name of its own', () => {
  assert.equal(new Set(behaviours.map(({ name }) => name)).size, behaviours.length);
});
