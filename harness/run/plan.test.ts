import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import type { HostAbilities } from '../../targets/member.ts';
import { makePlan } from './plan.ts';

const able: HostAbilities = {
  reusePort: true,
  nginx: { command: '/usr/sbin/nginx', version: '1.22.1' },
  nodeVersion: 'v24.0.0',
  platform: 'linux',
};
const [scenario] = scenarios;
const app = { name: 'express', script: '/express.js', command: null, args: [], nodeArgs: [], builtIn: true };
const config = {
  workers: [1, 8, 16],
  policies: ['rr', 'none', 'reuseport'],
  proxies: ['none', 'nginx'],
  apps: [app],
  scenarios: scenario ? [scenario] : [],
  trials: 3,
  seed: 7,
  https: false,
} as const;
const ids = (plan: ReturnType<typeof makePlan>) => plan.cells.map(({ id }) => id);

test('the cells of --workers 1,8,16, with their stable ids', () => {
  assert.deepEqual(ids(makePlan(config, able)), [
    'single',
    'cluster-8-rr',
    'cluster-8-none',
    'cluster-8-reuseport',
    'cluster-16-rr',
    'cluster-16-none',
    'cluster-16-reuseport',
    'nginx+single',
    'nginx+cluster-8-rr',
    'nginx+cluster-8-none',
    'nginx+cluster-8-reuseport',
    'nginx+cluster-16-rr',
    'nginx+cluster-16-none',
    'nginx+cluster-16-reuseport',
    'nginx+processes-8',
    'nginx+processes-16',
  ]);
});

test('ids name scenario and app where the run holds several of either', () => {
  const plan = makePlan(
    { ...config, workers: [1, 2], policies: ['rr'], proxies: ['none'], scenarios: scenarios.slice(0, 2) },
    able,
  );
  assert.deepEqual(ids(plan), [
    'db-wait/express/single',
    'db-wait/express/cluster-2-rr',
    'saturate/express/single',
    'saturate/express/cluster-2-rr',
  ]);
});

test('what the host cannot run is skipped, with a reason that says how to mend it', () => {
  const plain: HostAbilities = { ...able, reusePort: false, nginx: null, nodeVersion: 'v20.19.0' };
  const plan = makePlan({ ...config, workers: [1, 2] }, plain);
  assert.deepEqual(ids(plan), ['single', 'cluster-2-rr', 'cluster-2-none']);
  const reasons = new Map(plan.skipped.map(({ cell, reason }) => [cell, reason]));
  assert.match(reasons.get('cluster-2-reuseport') ?? '', /Node 22\.12 or later; this is v20\.19\.0/);
  assert.match(reasons.get('nginx+single') ?? '', /apt-get install nginx/);
  assert.match(obstacle({ policy: null, proxy: 'nginx' }, { ...plain, platform: 'darwin' }) ?? '', /brew/);
});

test('nginx is measured in front of plain HTTP alone', () => {
  const plan = makePlan({ ...config, workers: [1, 2], policies: ['rr'], https: true }, able);
  assert.deepEqual(ids(plan), ['single', 'cluster-2-rr']);
  assert.match(plan.skipped[0]?.reason ?? '', /--https/);
});

test('every block holds every cell once, in an order that the seed decides', () => {
  const plan = makePlan(config, able);
  const blocks = [1, 2, 3].map((trial) => plan.trials.filter((planned) => planned.trial === trial));
  for (const block of blocks) {
    assert.deepEqual(block.map(({ cell }) => cell.id).sort(), ids(plan).sort());
  }
  assert.deepEqual(
    plan.trials.map(({ order }) => order),
    Array.from({ length: 48 }, (_, index) => index + 1),
  );
  const order = (seed: number) => makePlan({ ...config, seed }, able).trials.map(({ cell }) => cell.id);
  assert.deepEqual(order(7), order(7));
  assert.notDeepEqual(order(7), order(8));
  assert.notDeepEqual(order(7).slice(0, 16), order(7).slice(16, 32), 'each block is shuffled anew');
});

test('reusePort came with Node 22.12 and 23.1', () => {
  const versions = ['20.20.2', '22.11.0', '22.12.0', '23.0.0', '23.1.0', '24.0.0', '26.10.0'];
  assert.deepEqual(versions.filter(hasReusePort), ['22.12.0', '23.1.0', '24.0.0', '26.10.0']);
});
