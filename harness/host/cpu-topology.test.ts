import assert from 'node:assert/strict';
import { availableParallelism, platform } from 'node:os';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { formatCpuList, parseCpuList, readCores } from './cpu-topology.ts';

/** A host with these files. */
const host = (allowed: string, siblings: Readonly<Record<number, string>>) => (file: string) => {
  if (file === '/proc/self/status') return `Name:\tnode\nCpus_allowed:\tff\nCpus_allowed_list:\t${allowed}\n`;
  const cpu = file.match(/cpu(\d+)\/topology\/thread_siblings_list$/)?.[1];
  return siblings[Number(cpu)] ?? '';
};

test('lists and ranges are parsed and formatted', () => {
  assert.deepEqual(parseCpuList('0-3,6,8-9\n'), [0, 1, 2, 3, 6, 8, 9]);
  assert.equal(formatCpuList([0, 1, 2, 3, 6, 8, 9]), '0-3,6,8-9');
  for (const text of ['', 'a', '1-', '1,,2']) assert.equal(parseCpuList(text), null);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(300), { minLength: 1 }), (cpus) => {
      const ascending = cpus.sort((a, b) => a - b);
      assert.deepEqual(parseCpuList(formatCpuList(ascending)), ascending);
    }),
  );
});

test('threads of one core are grouped, however the host numbers them', () => {
  const halves = { 0: '0,2', 1: '1,3', 2: '0,2', 3: '1,3' };
  assert.deepEqual(readCores(host('0-3', halves)), [
    [0, 2],
    [1, 3],
  ]);
  const pairs = { 0: '0-1', 1: '0-1', 2: '2-3', 3: '2-3' };
  assert.deepEqual(readCores(host('0-3', pairs)), [
    [0, 1],
    [2, 3],
  ]);
});

test('CPUs that this process may not use are left out, and a CPU with unknown siblings is a core of its own', () => {
  assert.deepEqual(readCores(host('1-2', { 1: '0-1', 2: '2-3' })), [[1], [2]]);
  assert.deepEqual(readCores(host('0-1', {})), [[0], [1]]);
  assert.equal(
    readCores(() => ''),
    null,
  );
});

test('this host has the CPUs that Node counts, or more if a control group limits it', () => {
  const cores = readCores();
  assert.equal(cores !== null, platform() === 'linux');
  if (cores) assert.ok(cores.flat().length >= availableParallelism());
});
