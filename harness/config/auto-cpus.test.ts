import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { type Cores, formatCpuList } from '../host/cpu-topology.ts';
import { autoCpus, cpusText } from './cpus.ts';

const plain = (count: number): Cores => Array.from({ length: count }, (_, cpu) => [cpu]);
/** Two threads per core, numbered as on most hosts: the second threads come after all first ones. */
const threaded = (count: number): Cores => Array.from({ length: count }, (_, cpu) => [cpu, cpu + count]);

function shares(cores: Cores): string {
  const { cpus, notice } = autoCpus(cores);
  assert.equal(notice, null);
  return cpus ? cpusText(cpus) : '';
}

test('the load gets a quarter of the cores, the proxy an eighth from 8 cores on, the target the rest', () => {
  assert.equal(shares(plain(2)), 'target=0,proxy=0,load=1');
  assert.equal(shares(plain(4)), 'target=0-2,proxy=0-2,load=3');
  assert.equal(shares(plain(8)), 'target=0-4,proxy=5,load=6-7');
  assert.equal(shares(plain(16)), 'target=0-9,proxy=10-11,load=12-15');
  assert.equal(shares(plain(64)), 'target=0-39,proxy=40-47,load=48-63');
});

test('the threads of one core stay together', () => {
  assert.equal(shares(threaded(2)), 'target=0,2,proxy=0,2,load=1,3');
  assert.equal(shares(threaded(4)), 'target=0-2,4-6,proxy=0-2,4-6,load=3,7');
  assert.equal(shares(threaded(8)), 'target=0-4,8-12,proxy=5,13,load=6-7,14-15');
});

test('a single core is not divided, with one thread or two', () => {
  for (const cores of [plain(1), threaded(1)]) {
    assert.deepEqual(autoCpus(cores), {
      cpus: null,
      notice: '--cpus auto does not pin anything here: target and load must share the only core',
    });
  }
});

test('every CPU has exactly one role on every host', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), fc.boolean(), (count, hasThreads) => {
      const cores = hasThreads ? threaded(count) : plain(count);
      const { cpus } = autoCpus(cores);
      assert.ok(cpus);
      const { target, proxy, load } = cpus;
      const own = formatCpuList(proxy) === formatCpuList(target) ? [] : proxy;
      const dealt = [...target, ...own, ...load].sort((a, b) => a - b);
      assert.deepEqual(
        dealt,
        cores.flat().sort((a, b) => a - b),
      );
      assert.ok(target.length >= load.length);
    }),
  );
});
