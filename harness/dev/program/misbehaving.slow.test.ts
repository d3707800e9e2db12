/** Real runs in which one process of the app fails on order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detailOf, okTrialOf, runMisbehaving } from '../testing/misbehaving-runs.ts';

test('crash-loop: the worker crashes until the cause is gone, and is back then', async (context) => {
  const record = await runMisbehaving(
    ...[context, 'crash-loop', '--topology', 'single,cluster', '--workers', '1,2', '--duration', '9'],
  );
  const [{ reason } = assert.fail('nothing was skipped')] = record.skipped;
  assert.equal(
    reason,
    'crash-loop cannot run: single does not replace a worker that ended; use cluster or pm2',
  );
  const { crashes, forksPerSecond, pid, newPid } = detailOf(okTrialOf(record, 'cluster-2-rr'));
  assert.ok(Number(crashes) >= 1 && Number(forksPerSecond) > 0, `${crashes} ${forksPerSecond}`);
  assert.notEqual(pid, newPid);
});

test('hang: only a watchdog replaces the worker', async (context) => {
  const args = ['--topology', 'cluster', '--workers', '2', '--set', 'watchdog=off,1s', '--duration', '8'];
  const record = await runMisbehaving(context, 'hang', ...args);
  const without = detailOf(okTrialOf(record, 'cluster-2-rr'));
  assert.ok('hungPid' in without && !('newPid' in without));
  const watched = detailOf(okTrialOf(record, 'cluster-2-rr:watchdog=1s'));
  assert.ok(Number(watched.newPid) > 0 && watched.newPid !== watched.hungPid);
});

test('slow-worker: the report names the worker that differs', async (context) => {
  const args = ['--topology', 'cluster', '--workers', '3', '--duration', '5'];
  const trial = okTrialOf(await runMisbehaving(context, 'slow-worker', ...args), 'cluster-3-rr');
  const warning = trial.warnings.find(({ code }) => code === 'worker-differs');
  const slow = trial.processes.find(({ instance }) => instance === 0);
  assert.equal(warning?.numbers.instance, 0, JSON.stringify(trial.processes));
  assert.equal(warning.numbers.pid, slow?.pid);
  assert.ok(
    trial.processes.every(({ role, responseP99Ms }) => (responseP99Ms ?? 0) > 0 === (role === 'worker')),
  );
});

test('memory-limit: a worker that leaks is replaced, by our primary and by PM2', async (context) => {
  const record = await runMisbehaving(
    ...[context, 'memory-limit', '--topology', 'cluster,pm2', '--workers', '2', '--duration', '20'],
    ...['--set', 'worker_interval=1s', '--set', 'max_memory_restart=100M'],
  );
  for (const { cell } of record.trials) {
    const { leakingPid, newPid } = detailOf(okTrialOf(record, cell));
    assert.ok(Number(newPid) > 0 && newPid !== leakingPid, cell);
  }
  assert.equal(record.trials.length, 2);
});
