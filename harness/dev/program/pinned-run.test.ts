/** A run with `--cpus`, observed while it runs. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatCpuList } from '../../host/cpu-topology.ts';
import { runCli, startCli, temporaryFolder, testApp } from '../testing/cli.ts';
import { nginxForTests } from '../testing/nginx.ts';
import { allowed, canPin, first, ONCE, pins, second } from '../testing/pins.ts';
import { descendants } from '../testing/processes.ts';

/** CPUs that the threads of a process may use. */
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
  const script = testApp('signals-load');
  const cli = startCli([...ONCE, ...setup, ...pins, '--duration', '60', '--app', script], { cwd });
  while (!existsSync(join(cwd, 'loaded'))) {
    process.kill(cli.pid, 0); // throws once the program itself has ended
    await sleep(20);
  }
  // nginx+processes-2 or nginx+cluster-2-rr: whichever is first, its app has two processes that respond.
  const seen = descendants(cli.pid).map(({ pid, command }) => ({ cpus: cpusOf(pid), command }));
  cli.kill('SIGINT');
  assert.deepEqual(await cli.ended, { code: 130, signal: null });

  const cpusFor = (word: string) =>
    seen.filter(({ command }) => command.includes(word)).map(({ cpus }) => cpus);
  assert.deepEqual(cpusFor('load-process.js'), [`${second}`, `${second}`]);
  assert.deepEqual(cpusFor('signals-load.js'), [`${first}`, `${first}`]);
  assert.ok(cpusFor('cluster-primary.js').every((cpus) => cpus === `${first}`));
  // A master and a worker: nginx counts the cores that it may use, as its own `auto` does.
  assert.deepEqual(cpusFor('nginx: '), proxy === 'nginx' ? [`${first}`, `${first}`] : []);
  assert.deepEqual(
    cpusFor('guard.js'),
    [formatCpuList(allowed)],
    'the harness’s own processes are not pinned',
  );
});

test('cores that do not exist are refused before anything starts', async (context) => {
  if (!canPin(context)) return;
  const cwd = temporaryFolder(context);
  const { code, output } = await runCli(['--cpus', 'target=0,load=4096'], { cwd });
  assert.equal(code, 2);
  assert.match(output, /^cluster-bench: --cpus: load names core 4096, but the usable cores are \S+\n$/);
  assert.deepEqual(readdirSync(cwd), []);
});
