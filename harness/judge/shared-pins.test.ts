import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PinnedCpus } from '../records/run.ts';
import { costOf, sharedPins } from './costs.ts';

const sharing = (target: number[], proxy: number[], load: number[]) =>
  sharedPins({ target, proxy, load } satisfies PinnedCpus).map(({ roles, cores }) => [
    roles.join('+'),
    cores,
  ]);

test('roles that were pinned apart share nothing', () => {
  assert.deepEqual(sharing([0, 1], [2], [3]), []);
});

test('a proxy on the target’s cores, the default', () => {
  assert.deepEqual(sharing([0, 1, 2], [0, 1, 2], [3]), [['target+proxy', 3]]);
});

test('cores that overlap in part, and a chain of them', () => {
  assert.deepEqual(sharing([0, 1], [1, 2], [2, 3]), [
    ['target+proxy', 3],
    ['proxy+load', 3],
    ['target+proxy+load', 4],
  ]);
});

test('each role costs its own CPU', () => {
  const costs = { serviceMs: 1, targetMs: 1.25, proxyMs: 0.5, loadMs: 0.25, hostMs: 2.1 };
  assert.equal(costOf(['target', 'proxy'], costs), 1.75);
  assert.equal(costOf(['target', 'proxy', 'load'], costs), 2);
});
