import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolved } from '../dev/testing/resolved.ts';
import { plannedEvent } from './estimate.ts';

const secondsOf = (change: Parameters<typeof resolved>[0]) => plannedEvent(resolved(change)).estimatedSeconds;

test('the estimate counts starts, stops and the report beside warm-ups and windows', () => {
  const one = { workers: [1], trials: 2, warmupSeconds: 3, durationSeconds: 10 };
  const { cells } = resolved(one);
  const loaded = 2 * cells.length * 13;
  assert.ok(secondsOf(one) > loaded + 2 * 2 * cells.length, `${secondsOf(one)} s for ${loaded} s of load`);
  assert.ok(secondsOf(one) < 2 * loaded);
});

test('more workers take longer to start', () => {
  const each = (workers: number) => {
    const change = { workers: [workers], proxies: ['none'], policies: ['rr'], topologies: [] };
    const topologies = [{ name: 'cluster', isNamed: true }];
    const { cells } = resolved({ ...change, topologies });
    return secondsOf({ ...change, topologies }) / cells.length;
  };
  assert.ok(each(64) > each(1));
});
