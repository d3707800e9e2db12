/** Records of runs with `--cpus`. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordIn, runCli, temporaryFolder } from '../testing/cli.ts';
import { nginxForTests } from '../testing/nginx.ts';
import { canPin, first, ONCE, pins, second } from '../testing/pins.ts';

test('the record has the cores, and what the host did meanwhile', async (context) => {
  if (!canPin(context)) return;
  const cwd = temporaryFolder(context);
  const setup = ['--workers', '1', '--proxy', 'none', '--app', 'http', '--duration', '1'];
  const { code, output } = await runCli([...ONCE, ...setup, ...pins], { cwd });
  assert.equal(code, 0, output);
  const { plan, command, trials } = recordIn(join(cwd, 'run'));
  assert.deepEqual(plan.cpus, { target: [first], proxy: [first], load: [second] });
  assert.ok(command.join(' ').includes(`--cpus target=${first},proxy=${first},load=${second}`));
  const [trial] = trials;
  assert.ok(trial?.status === 'ok');
  const { clientWaitShare } = trial.load;
  assert.ok(clientWaitShare !== null && clientWaitShare >= 0 && clientWaitShare < 1, `${clientWaitShare}`);
  assert.ok(trial.sockets && trial.sockets.localPorts > 0);
  assert.equal(trial.cpu.pressure !== null, existsSync('/proc/pressure/cpu'));
});

test('nginx on the app’s cores: the limit is what these cores can do for both', async (context) => {
  if (!canPin(context) || !nginxForTests(context)) return;
  if (first === second) return context.skip('there is one CPU to use');
  const cwd = temporaryFolder(context);
  const setup = ['--workers', '1', '--proxy', 'nginx', '--app', 'http', '--duration', '1'];
  const { code, output } = await runCli([...ONCE, ...setup, ...pins], { cwd });
  assert.equal(code, 0, output);
  const [trial] = recordIn(join(cwd, 'run')).trials;
  assert.ok(trial?.status === 'ok');
  const limitBy = (name: string) => trial.limits.find(({ setBy }) => setBy === name)?.limit ?? 0;
  const { target, primary, proxy } = trial.cpu.coresByRole;
  assert.ok(proxy > 0);
  const ratio = (limitBy('shared') * ((target ?? 0) + primary + proxy)) / trial.load.throughput;
  assert.ok(Math.abs(ratio - 1) < 1e-6, 'one core / CPU of both per request');
  assert.ok(limitBy('shared') < Math.min(limitBy('cpu'), limitBy('proxy')));
});

test('--cpus auto on one core says that nothing is pinned, and runs', async (context) => {
  if (!canPin(context)) return;
  const cwd = temporaryFolder(context);
  const setup = ['--workers', '1', '--proxy', 'none', '--app', 'http', '--duration', '1', '--cpus', 'auto'];
  const wrapper = ['taskset', '-c', String(first)];
  const { code, output } = await runCli([...ONCE, ...setup], { cwd, wrapper });
  assert.equal(code, 0, output);
  assert.match(output, /--cpus auto does not pin anything here: target and load must share the only core/);
  assert.equal(recordIn(join(cwd, 'run')).plan.cpus, null);
});
