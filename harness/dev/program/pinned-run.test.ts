/** A run with `--cpus`, looked at while it is on. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatCpuList, readCores } from '../../host/cpu-topology.ts';
import { recordIn, runCli, startCli, temporaryFolder, testApp } from '../testing/cli.ts';
import { nginxForTests } from '../testing/nginx.ts';
import { descendants } from '../testing/processes.ts';

const ONCE = ['--trials', '1', '--connections', '20', '--delay', '5', '--warmup', '0.2'];

const allowed = readCores()?.flat() ?? [];
const [first = 0, second = first] = allowed;
const pins = ['--cpus', `target=${first},load=${second}`];

function canPin(context: TestContext): boolean {
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    context.skip('taskset is not installed');
    return false;
  }
}

/** CPUs that every thread of a process may use. */
function cpusOf(pid: number): string {
  const lists = readdirSync(`/proc/${pid}/task`).map(
    (thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8').match(/^Cpus_allowed_list:\s*(\S+)$/m)?.[1],
  );
  return [...new Set(lists)].join(' and ');
}

test('every process of a role runs on its cores: primary, workers, nginx and load', async (context) => {
  if (!canPin(context)) return;
  const proxy = nginxForTests(context) ? 'nginx' : 'none';
  const cwd = temporaryFolder(context);
  const setup = ['--workers', '2', '--policy', 'rr', '--proxy', proxy, '--load-processes', '2'];
  const script = testApp('tells-when-loaded');
  const cli = startCli([...ONCE, ...setup, ...pins, '--duration', '60', '--app', script], { cwd });
  while (!existsSync(join(cwd, 'loaded'))) {
    process.kill(cli.pid, 0); // throws once the program itself has ended
    await sleep(20);
  }
  // nginx+processes-2 or nginx+cluster-2-rr: whichever is the first, its app has two processes that answer.
  const seen = descendants(cli.pid).map(({ pid, command }) => ({ cpus: cpusOf(pid), command }));
  cli.kill('SIGINT');
  assert.deepEqual(await cli.ended, { code: 130, signal: null });

  const cpusFor = (word: string) =>
    seen.filter(({ command }) => command.includes(word)).map(({ cpus }) => cpus);
  assert.deepEqual(cpusFor('load-process.js'), [`${second}`, `${second}`]);
  assert.deepEqual(cpusFor('tells-when-loaded.js'), [`${first}`, `${first}`]);
  assert.ok(cpusFor('cluster-primary.js').every((cpus) => cpus === `${first}`));
  // A master and a worker: nginx counts the cores that it may use, as its own `auto` would.
  assert.deepEqual(cpusFor('nginx: '), proxy === 'nginx' ? [`${first}`, `${first}`] : []);
  assert.deepEqual(cpusFor('guard.js'), [formatCpuList(allowed)], 'the harness’s own are pinned nowhere');
});

test('the record tells of the cores, and of what the host did meanwhile', async (context) => {
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

test('nginx on the cores of the app: what bounds the two is what these cores can do for both', async (context) => {
  if (!canPin(context) || !nginxForTests(context)) return;
  if (first === second) return context.skip('there is one CPU to use');
  const cwd = temporaryFolder(context);
  const setup = ['--workers', '1', '--proxy', 'nginx', '--app', 'http', '--duration', '1'];
  const { code, output } = await runCli([...ONCE, ...setup, ...pins], { cwd });
  assert.equal(code, 0, output);
  const [trial] = recordIn(join(cwd, 'run')).trials;
  assert.ok(trial?.status === 'ok');
  const limitBy = (name: string) => trial.bounds.find(({ setBy }) => setBy === name)?.limit ?? 0;
  const { target, primary, proxy } = trial.cpu.coresByRole;
  assert.ok(proxy > 0);
  const ratio = (limitBy('shared') * (target + primary + proxy)) / trial.load.throughput;
  assert.ok(Math.abs(ratio - 1) < 1e-6, 'one core / CPU of both a request');
  assert.ok(limitBy('shared') < Math.min(limitBy('cpu'), limitBy('proxy')));
});

test('--cpus auto where there is one core says that nothing is pinned, and runs', async (context) => {
  if (!canPin(context)) return;
  const cwd = temporaryFolder(context);
  const setup = ['--workers', '1', '--proxy', 'none', '--app', 'http', '--duration', '1', '--cpus', 'auto'];
  const wrapper = ['taskset', '-c', String(first)];
  const { code, output } = await runCli([...ONCE, ...setup], { cwd, wrapper });
  assert.equal(code, 0, output);
  assert.match(output, /--cpus auto pins nothing here: there is one core/);
  assert.equal(recordIn(join(cwd, 'run')).plan.cpus, null);
});

test('cores that are not there are refused before anything starts', async (context) => {
  if (!canPin(context)) return;
  const cwd = temporaryFolder(context);
  const { code, output } = await runCli(['--cpus', 'target=0,load=4096'], { cwd });
  assert.equal(code, 2);
  assert.match(output, /^cluster-bench: --cpus: load names core 4096, and there are \S+ to use\n$/);
  assert.deepEqual(readdirSync(cwd), []);
});
