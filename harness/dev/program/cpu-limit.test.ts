/** `--cpu-limit`: processes with a control group each against a cluster in one group. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordIn, runCli, startCli, temporaryFolder } from '../testing/cli.ts';
import { cpuGroupsOf, hasCpuGroups } from '../testing/cpu-groups.ts';
import { nginxForTests } from '../testing/nginx.ts';

const LOADED = ['--connections', '8', '--delay', '0', '--warmup', '0', '--trials', '1'];

test('processes have a share each, a cluster has as many in one group, and the report compares them', async (context) => {
  if (!hasCpuGroups(context) || nginxForTests(context) === null) return;
  const cwd = temporaryFolder(context);
  const asked = ['--topology', 'cluster,processes', '--policy', 'rr', '--workers', '2', '--proxy', 'nginx'];
  // A share that a crowded host has left for each of them.
  const run = await runCli(['run', ...asked, '--cpu-limit', '0.05', ...LOADED, '--duration', '2'], { cwd });
  assert.equal(run.code, 0, run.output);
  const record = recordIn(join(cwd, 'run'));
  const trials = Object.fromEntries(record.trials.map((trial) => [trial.cell, trial]));
  const groupsOf = (id: string) => {
    const trial = trials[id];
    assert.ok(trial?.status === 'ok', run.output);
    assert.ok(trial.limits.some(({ setBy }) => setBy === 'cpu-limit'));
    return trial.cpuLimits;
  };
  const cluster = groupsOf('nginx+cluster-2-rr:cpu-limit=0.05');
  const processes = groupsOf('nginx+processes-2:cpu-limit=0.05');
  // Primary and workers share the group of a cluster.
  assert.deepEqual(
    cluster.map(({ cores, processes: count }) => [cores, count]),
    [[0.1, 3]],
  );
  assert.deepEqual(
    processes.map(({ cores, processes: count }) => [cores, count]),
    [
      [0.05, 1],
      [0.05, 1],
    ],
  );
  for (const groups of [cluster, processes])
    assert.ok(groups.some(({ throttledSeconds }) => throttledSeconds > 0));
  const report = readFileSync(join(cwd, 'run', 'report.md'), 'utf8');
  assert.match(
    report,
    /At equal CPU, 2 x 0.05 cores\*\*: `nginx\+processes-2:cpu-limit=0.05`.*throttled in \d+% vs \d+%/,
  );
  assert.match(report, /CPU limit of 2 x 0.05 cores \/ CPU per request/);
});

for (const [signal, way] of [
  ['SIGKILL', 'kill -9'],
  ['SIGINT', 'Ctrl-C'],
] as const) {
  test(`no control group with a CPU limit outlives ${way} of the harness`, async (context) => {
    if (!hasCpuGroups(context)) return;
    const cwd = temporaryFolder(context);
    const asked = ['--workers', '1', '--topology', 'single', '--proxy', 'none', '--cpu-limit', '0.5'];
    const cli = startCli(['run', ...asked, ...LOADED, '--duration', '60'], { cwd });
    while (cpuGroupsOf(cli.pid).length === 0) {
      process.kill(cli.pid, 0); // throws once the program itself has ended
      await sleep(20);
    }
    cli.kill(signal);
    await cli.ended;
    assert.deepEqual(cpuGroupsOf(cli.pid), []);
  });
}
