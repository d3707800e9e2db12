import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { SpawnOptions } from '../../targets/topology.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { formatCpuList, readCores } from '../host/cpu-topology.ts';
import { pinned, TrialProcesses } from './trial-processes.ts';

const options: SpawnOptions = { name: 'a child', command: 'node', args: ['-v'], ipc: true };

test('the command runs under taskset; without CPUs the options are unchanged', () => {
  assert.deepEqual(pinned(options, [0, 2]), {
    ...options,
    command: 'taskset',
    args: ['-c', '0,2', 'node', '-v'],
  });
  assert.equal(pinned(options, null), options);
});

test('pid, group and IPC channel belong to the pinned program itself', async (context) => {
  const allowed = readCores()?.flat();
  if (!allowed) return context.skip('this host does not report affinity');
  const [last = 0] = allowed.slice(-1);
  const processes = new TrialProcesses(temporaryFolder(context), {
    target: [last],
    proxy: allowed,
    load: allowed,
  });
  context.after(() => processes.stop());
  const program = `process.on('message', (message) => process.send({ echo: message, pid: process.pid }))`;
  const child = processes.spawnAs('target')({ ...options, command: process.execPath, args: ['-e', program] });
  const answer = new Promise((resolve) => child.onMessage(resolve));
  child.send({ word: 'hello' });
  assert.deepEqual(await answer, { echo: { word: 'hello' }, pid: child.pid });
  assert.deepEqual(processes.groups('target'), [child.pid]);
  const group = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
  assert.equal(Number(group), child.pid);
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  assert.match(status, new RegExp(`^Cpus_allowed_list:\\t${formatCpuList([last])}$`, 'm'));
});
