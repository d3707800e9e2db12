/** Runs whose app leaves daemons of every kind behind. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCli, temporaryFolder, testApp } from './cli.ts';
import { controlGroupsFor, groupsOfHarness } from './control-groups.ts';
import { withCommand } from './processes.ts';

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
export const SHORT = [...ARGS, '--duration', '1'];
/** Long enough for a test to act during the run. */
export const LONG = [...ARGS, '--duration', '60'];
export const GONE_MS = 2_000;
/** Enough that the kinds that do not multiply are among them. */
const MANY = 12;

export const ways: Readonly<Record<string, (context: TestContext) => string | null>> = {
  'with control groups': (context) => controlGroupsFor(context),
  // No control group can be made in this folder.
  'by marks and traces': (context) => temporaryFolder(context),
};

export function startWithDaemons(context: TestContext, args: readonly string[], parent: string | null) {
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
      assert.equal(groups.length, existsSync(join(parent, 'cgroup.procs')) ? 1 : 0, 'one group per trial');
    },
  };
}
