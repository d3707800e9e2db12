/** Real runs in which one process of the app fails on order. */
import assert from 'node:assert/strict';
import { delimiter, join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { OkTrial, RunRecord } from '../../records/run.ts';
import { recordIn, runCli, temporaryFolder } from '../testing/cli.ts';

const RATE = ['--rate', '200', '--connections', '20', '--load-processes', '1'];
/** PATH with the programs of this checkout: a run in a temporary folder would not find its PM2. */
const PATH = [resolve('node_modules/.bin'), process.env.PATH].join(delimiter);
const SHORT = [
  '--app',
  'http',
  '--proxy',
  'none',
  '--policy',
  'rr',
  '--trials',
  '1',
  '--warmup',
  '0',
  ...RATE,
];

async function run(context: TestContext, scenario: string, ...args: readonly string[]): Promise<RunRecord> {
  const cwd = temporaryFolder(context);
  const { output } = await runCli([...SHORT, '--scenario', scenario, ...args], { cwd, env: { PATH } });
  const record = recordIn(join(cwd, 'run'));
  assert.deepEqual(
    record.trials.filter(({ status }) => status === 'failed'),
    [],
    output,
  );
  return record;
}

function trialOf({ trials }: RunRecord, cell: string): OkTrial {
  const found = trials.find((trial) => trial.cell === cell);
  assert.ok(found?.status === 'ok');
  return found;
}

function detailOf(trial: OkTrial): Readonly<Record<string, string | number>> {
  const [event] = trial.events;
  assert.ok(event);
  return event.detail;
}

test('crash-loop: the worker crashes until the cause is gone, and is back then', async (context) => {
  const record = await run(
    ...[context, 'crash-loop', '--topology', 'single,cluster', '--workers', '1,2', '--duration', '9'],
  );
  const [{ reason } = assert.fail('nothing was skipped')] = record.skipped;
  assert.equal(
    reason,
    'crash-loop cannot run: single does not replace a worker that ended; use cluster or pm2',
  );
  const { crashes, forksPerSecond, pid, newPid } = detailOf(trialOf(record, 'cluster-2-rr'));
  assert.ok(Number(crashes) >= 1 && Number(forksPerSecond) > 0, `${crashes} ${forksPerSecond}`);
  assert.notEqual(pid, newPid);
});

test('hang: only a watchdog replaces the worker', async (context) => {
  const args = ['--topology', 'cluster', '--workers', '2', '--set', 'watchdog=off,1s', '--duration', '8'];
  const record = await run(context, 'hang', ...args);
  const without = detailOf(trialOf(record, 'cluster-2-rr'));
  assert.ok('hungPid' in without && !('newPid' in without));
  const watched = detailOf(trialOf(record, 'cluster-2-rr:watchdog=1s'));
  assert.ok(Number(watched.newPid) > 0 && watched.newPid !== watched.hungPid);
});

test('slow-worker: the report names the worker that differs', async (context) => {
  const args = ['--topology', 'cluster', '--workers', '3', '--duration', '5'];
  const trial = trialOf(await run(context, 'slow-worker', ...args), 'cluster-3-rr');
  const warning = trial.warnings.find(({ code }) => code === 'worker-differs');
  const slow = trial.processes.find(({ instance }) => instance === 0);
  assert.equal(warning?.numbers.instance, 0, JSON.stringify(trial.processes));
  assert.equal(warning.numbers.pid, slow?.pid);
  assert.ok(
    trial.processes.every(({ role, responseP99Ms }) => (responseP99Ms ?? 0) > 0 === (role === 'worker')),
  );
});

test('memory-limit: a worker that leaks is replaced, by our primary and by PM2', async (context) => {
  const record = await run(
    ...[context, 'memory-limit', '--topology', 'cluster,pm2', '--workers', '2', '--duration', '20'],
    ...['--set', 'worker_interval=1s', '--set', 'max_memory_restart=100M'],
  );
  for (const { cell } of record.trials) {
    const { leakingPid, newPid } = detailOf(trialOf(record, cell));
    assert.ok(Number(newPid) > 0 && newPid !== leakingPid, cell);
  }
  assert.equal(record.trials.length, 2);
});

test('busy-primary: the primary uses half a core for a third of the window', async (context) => {
  const args = ['--topology', 'cluster', '--workers', '2', '--duration', '6'];
  const trial = trialOf(await run(context, 'busy-primary', ...args), 'cluster-2-rr');
  assert.equal(detailOf(trial).busyShare, 0.5);
  // A busy host leaves it a part of what it asks for; an idle primary uses less than a hundredth of a core.
  assert.ok(trial.cpu.coresByRole.primary > 0.03, `${trial.cpu.coresByRole.primary} cores`);
});
