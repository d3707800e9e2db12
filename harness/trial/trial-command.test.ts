/** The user's commands in each trial: what they see, and what fails the trial. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { TargetError } from '../../targets/topology.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { runTrialCommand } from './trial-command.ts';

function runnerIn(context: TestContext, timeoutSeconds = 30) {
  const folder = temporaryFolder(context);
  const processes = new TrialProcesses(folder);
  context.after(() => processes.stop());
  const interrupt = new AbortController();
  const around = {
    env: { STORE: 'ours' },
    cwd: folder,
    timeoutSeconds,
    broken: new Promise<never>(() => {}),
    signal: interrupt.signal,
  };
  const run = (command: string, flag: '--before-trial' | '--after-start' = '--before-trial') =>
    runTrialCommand({ flag, command }, around, processes);
  return { folder, interrupt, processes, run };
}

test('a shell runs it in the folder of the app, with the environment of the services', async (context) => {
  const { folder, processes, run } = runnerIn(context);
  await run('echo "$STORE" > kept && pwd >> kept');
  assert.deepEqual(readFileSync(join(folder, 'kept'), 'utf8').split('\n'), ['ours', folder, '']);
  assert.deepEqual(processes.lastLines(), [], 'its output does not explain later failures');
});

test('a failure has its last lines', async (context) => {
  const { run } = runnerIn(context);
  await assert.rejects(run('echo no such table >&2; exit 3'), (error) => {
    assert.ok(error instanceof TargetError);
    assert.equal(error.reason, '--before-trial "echo no such table >&2; exit 3" failed (exit code 3)');
    assert.deepEqual(error.lastLines, ['no such table']);
    return true;
  });
  await assert.rejects(run('exit 22', '--after-start'), {
    reason: '--after-start "exit 22" failed (exit code 22)',
  });
});

test('one that takes too long fails the trial, and ends with it', async (context) => {
  const { folder, processes, run } = runnerIn(context, 0.3);
  await assert.rejects(run('sleep 60; touch late'), /did not end within --start-timeout 0.3 s/);
  await processes.stop();
  assert.ok(!existsSync(join(folder, 'late')));
});

test('an interrupt ends it', async (context) => {
  const { interrupt, processes, run } = runnerIn(context);
  const running = run('sleep 60');
  interrupt.abort();
  await assert.rejects(running, { name: 'AbortError' });
  await processes.stop();
});
