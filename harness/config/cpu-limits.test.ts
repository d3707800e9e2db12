/** `--cpu-limit`: the values that it accepts, and the variants that result. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ABLE, resolved } from '../dev/testing/resolved.ts';
import { parseCpuLimits, refuseMoreThanCores } from './cpu-limits.ts';

const given = (...texts: string[]) => ({ texts, origin: '--cpu-limit', folder: '/' });
const twoWorkers = {
  workers: [2],
  topologies: ['cluster', 'processes'].map((name) => ({ name, isNamed: true })),
  policies: ['rr'],
  proxies: ['nginx'],
  cpuLimits: [null, 0.5],
};

test('limits are numbers of cores or none, each once; anything else is refused in one sentence', () => {
  assert.deepEqual(parseCpuLimits(given('none,0.5', '0.5', '2')), [null, 0.5, 2]);
  for (const text of ['0', '-1', '0.001', 'half', '50%']) {
    assert.throws(
      () => parseCpuLimits(given(text)),
      new RegExp(`^UsageError: --cpu-limit takes a number from 0.01 to 1,024, or none, not "${text}"$`),
    );
  }
});

test('limits that together exceed the cores are refused', () => {
  refuseMoreThanCores([null], [1, 64], 2, '--cpu-limit');
  refuseMoreThanCores([null, 0.5], [1, 4], 2, '--cpu-limit');
  assert.throws(
    () => refuseMoreThanCores([0.25, 0.75], [1, 4], 2, '--cpu-limit'),
    /^UsageError: --cpu-limit 0.75 for each of 4 workers makes 3 cores, but the app may use 2; use 0.5 or less, or fewer --workers$/,
  );
  assert.throws(
    () => refuseMoreThanCores([3], [1], 2, '--cpu-limit'),
    /3 for each of 1 worker makes 3 cores, but the app may use 2; use 2 or less$/,
  );
});

test('each limit is a variant of its own, compared with the first limit and within the same one', () => {
  const { cells, skipped } = resolved(twoWorkers);
  assert.deepEqual(skipped, []);
  assert.deepEqual(Object.fromEntries(cells.map(({ id, facts }) => [id, facts.against])), {
    'nginx+cluster-2-rr': [],
    'nginx+cluster-2-rr:cpu-limit=0.5': ['nginx+cluster-2-rr'],
    'nginx+processes-2': ['nginx+cluster-2-rr'],
    'nginx+processes-2:cpu-limit=0.5': ['nginx+cluster-2-rr:cpu-limit=0.5', 'nginx+processes-2'],
  });
  assert.deepEqual(
    cells.map(({ facts }) => facts.settings),
    [{}, { 'cpu-limit': '0.5' }, {}, { 'cpu-limit': '0.5' }],
  );
});

test('a host without such control groups skips the limited variants alone', () => {
  const { cells, skipped } = resolved(twoWorkers, { ...ABLE, cpuGroupObstacle: () => 'no groups here' });
  assert.deepEqual(
    cells.map(({ id }) => id),
    ['nginx+cluster-2-rr', 'nginx+processes-2'],
  );
  assert.deepEqual(
    skipped.map(({ reason }) => reason),
    ['no groups here', 'no groups here'],
  );
});
