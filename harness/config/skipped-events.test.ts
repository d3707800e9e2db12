/** Cells whose target cannot do what an event needs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { memberNamed } from '../../targets/member.ts';
import { topologies } from '../../targets/topologies/index.ts';
import { ABLE, resolved } from '../dev/testing/resolved.ts';

/** Topologies without the skipped ones, by scenario. */
function runnable(scenario: string): string[] {
  const named = topologies.map(({ name }) => ({ name, isNamed: true }));
  const { cells } = resolved(
    { scenarios: [memberNamed(scenarios, scenario)], topologies: named, workers: [1], proxies: ['none'] },
    { ...ABLE, programs: { ...ABLE.programs, pm2: { command: '/bin/pm2', version: '7.0.0' } } },
  );
  return [...new Set(cells.map(({ facts }) => facts.topology))];
}

test('a misbehaving process needs a topology that can show its effect', () => {
  assert.deepEqual(runnable('crash-loop'), ['cluster', 'pm2']);
  assert.deepEqual(runnable('memory-limit'), ['cluster', 'pm2']);
  assert.deepEqual(runnable('busy-primary'), ['cluster', 'cluster-naive', 'pm2']);
  assert.deepEqual(runnable('hang'), ['single', 'cluster', 'cluster-naive', 'pm2']);
  assert.deepEqual(runnable('slow-worker'), ['single', 'cluster', 'cluster-naive', 'pm2']);
});
