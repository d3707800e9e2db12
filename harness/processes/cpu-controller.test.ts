import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { countersOf, makeLimited } from './cpu-controller.ts';

test('cpu.stat of both versions gives the same counters', () => {
  const expected = { periods: 50, throttledPeriods: 31, throttledSeconds: 2.5 };
  assert.deepEqual(countersOf('nr_periods 50\nnr_throttled 31\nthrottled_time 2500000000\n'), expected);
  const second = 'usage_usec 9\nuser_usec 8\nnr_periods 50\nnr_throttled 31\nthrottled_usec 2500000\n';
  assert.deepEqual(countersOf(second), expected);
  // Version 2 has no such lines while its controller is off.
  assert.deepEqual(countersOf('usage_usec 9\n'), { periods: 0, throttledPeriods: 0, throttledSeconds: 0 });
});

test('a folder that is no control group is refused, and nothing is left in it', (context) => {
  const folder = temporaryFolder(context);
  assert.throws(() => makeLimited({ version: 1, folder }, 'group', 0.5), /ENOENT/);
  assert.ok(!existsSync(join(folder, 'group')));
  assert.throws(() => makeLimited({ version: 2, folder }, 'group', 0.5), /cgroup.subtree_control/);
});

test('version 2 hands the controller down first', (context) => {
  const folder = temporaryFolder(context);
  const file = join(folder, 'cgroup.subtree_control');
  mkdirSync(join(folder, 'taken'));
  writeFileSync(file, 'memory pids');
  assert.throws(() => makeLimited({ version: 2, folder }, 'taken', 0.5), /EEXIST/);
  assert.match(readFileSync(file, 'utf8'), /^\+cpu/);
});
