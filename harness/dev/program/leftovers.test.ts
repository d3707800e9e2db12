/** Nothing of a run survives it, however an app's processes hide: at a trial's end, after Ctrl-C and after kill -9. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCli, temporaryFolder, testApp } from '../testing/cli.ts';
import { controlGroupsFor, groupsOfHarness } from '../testing/control-groups.ts';
import { withCommand, withCommandAfter } from '../testing/processes.ts';

const ARGS = [
  '--connections',
  '4',
  '--delay',
  '0',
  '--workers',
  '1',
  '--proxy',
  'none',
  '--trials',
  '1',
].concat(['--warmup', '0', '--app', testApp('leaves-daemons')]);
const SHORT = [...ARGS, '--duration', '1'];
/** Long enough for a test to step in. */
const LONG = [...ARGS, '--duration', '60'];
const GONE_MS = 2_000;
/** So many that the kinds that do not multiply are among them. */
const MANY = 12;

const ways: Readonly<Record<string, (context: TestContext) => string | null>> = {
  'with control groups': (context) => controlGroupsFor(context),
  // A folder in which no group can be made.
  'by marks and traces': (context) => temporaryFolder(context),
};

for (const [way, parentFor] of Object.entries(ways)) {
  test(`${way}, no daemon outlives its trial`, async (context) => {
    const run = start(context, SHORT, parentFor(context));
    if (!run) return;
    await run.daemons();
    assert.deepEqual(await run.cli.ended, { code: 0, signal: null });
    // The trial itself ends them: the guard finds nothing left to do.
    assert.deepEqual(run.alive(), []);
    assert.deepEqual(groupsOfHarness(run.parent, run.cli.pid), []);
  });

  test(`${way}, no daemon outlives Ctrl-C`, async (context) => {
    const run = start(context, LONG, parentFor(context));
    if (!run) return;
    await run.daemons();
    run.cli.kill('SIGINT');
    assert.deepEqual(await run.cli.ended, { code: 130, signal: null });
    assert.deepEqual(run.alive(), []);
    assert.deepEqual(groupsOfHarness(run.parent, run.cli.pid), []);
  });

  for (const twice of [false, true])
    test(`${way}, no daemon outlives ${twice ? 'a second Ctrl-C' : 'kill -9 of the harness'}`, async (context) => {
      const run = start(context, LONG, parentFor(context));
      if (!run) return;
      await run.daemons();
      if (twice) {
        run.cli.kill('SIGINT');
        await run.cli.wrote('press Ctrl-C again');
        run.cli.kill('SIGINT');
      } else run.cli.kill('SIGKILL');
      await run.cli.exited;
      assert.deepEqual(await withCommandAfter(run.seconds, GONE_MS), []);
      await run.cli.ended; // the guard has ended as well
      assert.deepEqual(groupsOfHarness(run.parent, run.cli.pid), []);
    });
}

function start(context: TestContext, args: readonly string[], parent: string | null) {
  if (parent === null) return null;
  const cwd = temporaryFolder(context);
  mkdirSync(join(cwd, 'tmp'));
  const seconds = `${randomInt(10_000, 100_000)}.${randomInt(1e9, 1e10)}`;
  const env = { DAEMONS: seconds, CLUSTER_BENCH_INTERNAL_CGROUP: parent, TMPDIR: join(cwd, 'tmp') };
  const cli = startCli(args, { cwd, env });
  return {
    cli,
    parent,
    seconds,
    alive: () => withCommand(seconds),
    daemons: async () => {
      while (withCommand(seconds).length < MANY) {
        process.kill(cli.pid, 0); // throws once the program itself has ended
        await sleep(20);
      }
      const groups = groupsOfHarness(parent, cli.pid);
      assert.equal(groups.length, existsSync(join(parent, 'cgroup.procs')) ? 1 : 0, 'one group a trial');
    },
  };
}
