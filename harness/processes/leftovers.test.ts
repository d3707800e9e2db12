/** Finding leftovers without `prlimit`: by sessions, parents, open files and working directories. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { startTicksOf } from './alive.ts';
import { killLeftovers, sessionsBelow, type Trace } from './leftovers.ts';

function sleeper(context: TestContext, options: { cwd?: string; output?: number } = {}): ChildProcess {
  const { cwd = tmpdir(), output } = options;
  const child = spawn('sleep', ['1000'], {
    detached: true,
    cwd,
    env: {},
    stdio: ['ignore', output ?? 'ignore', 'ignore'],
  });
  context.after(() => child.kill('SIGKILL'));
  return child;
}

function traceSince(first: ChildProcess, changes: Partial<Trace>): Trace {
  const sinceTicks = startTicksOf(first.pid ?? 0) ?? 0;
  return { sinceTicks, limitMarks: new Set(), sessions: new Set(), folders: [], spared: [], ...changes };
}

test('a leftover is found by open files, working directory and session; other processes survive', async (context) => {
  const folder = temporaryFolder(context);
  const stranger = sleeper(context);
  const ours = [
    sleeper(context, { output: openSync(join(folder, 'stdout'), 'w') }),
    sleeper(context, { cwd: folder }),
    sleeper(context),
  ];
  const exits = ours.map((child) => once(child, 'exit'));
  const sessions = sessionsBelow([ours[2]?.pid ?? 0]);
  await killLeftovers(traceSince(stranger, { sessions, folders: [folder] }));
  for (const exit of exits) assert.deepEqual(await exit, [null, 'SIGKILL']);
  assert.equal(stranger.exitCode ?? stranger.signalCode, null);
});

test('processes that started before the trial, and spared ones, survive', async (context) => {
  const folder = temporaryFolder(context);
  const spared = sleeper(context, { cwd: folder });
  const trace = traceSince(spared, { folders: [folder], spared: [spared.pid ?? 0] });
  await killLeftovers(trace);
  await killLeftovers({ ...trace, spared: [], sinceTicks: trace.sinceTicks + 1 });
  assert.equal(spared.exitCode ?? spared.signalCode, null);
});
