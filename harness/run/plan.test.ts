import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { hasReusePort } from '../../targets/policies/reuseport.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import { exampleApp, PLAIN, resolved } from '../dev/testing/resolved.ts';
import { planTrials } from './plan.ts';

const ids = ({ cells }: ResolvedRun) => cells.map(({ id }) => id);

test('the cells of --workers 1,8,16, with their stable ids', () => {
  assert.deepEqual(ids(resolved()), [
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

test('ids name scenario and app if the run has several of either', () => {
  const two = { workers: [1, 2], policies: ['rr'], proxies: ['none'], scenarios: scenarios.slice(0, 2) };
  assert.deepEqual(ids(resolved(two)), [
    'db-wait/express/single',
    'db-wait/express/cluster-2-rr',
    'saturate/express/single',
    'saturate/express/cluster-2-rr',
  ]);
});

test('cells that the host cannot run are skipped, with a reason that says how to fix it', () => {
  const run = resolved({ workers: [1, 2] }, PLAIN);
  assert.deepEqual(ids(run), ['single', 'cluster-2-rr', 'cluster-2-none']);
  const reasons = new Map(run.skipped.map(({ cell, reason }) => [cell, reason]));
  assert.match(reasons.get('cluster-2-reuseport') ?? '', /Node 22\.12 or later; this is v20\.19\.0/);
  assert.match(reasons.get('nginx+single') ?? '', /apt-get install nginx/);
  const [skipped] = resolved({ proxies: ['nginx'] }, { ...PLAIN, platform: 'darwin' }).skipped;
  assert.match(skipped?.reason ?? '', /brew install nginx/);
});

test('nginx is measured in front of plain HTTP alone', () => {
  const run = resolved({ workers: [1, 2], policies: ['rr'], https: true });
  assert.deepEqual(ids(run), ['single', 'cluster-2-rr']);
  assert.match(run.skipped[0]?.reason ?? '', /--https/);
});

test('a command cannot be forked as a worker', () => {
  const run = resolved({
    workers: [1, 2],
    policies: ['rr'],
    apps: [{ ...exampleApp, command: ['npm', 'start'] }],
  });
  assert.deepEqual(ids(run), ['single', 'nginx+single', 'nginx+processes-2']);
});

test('a topology that is asked for by name also runs with one worker', () => {
  const named = (name: string) => ({
    topologies: [{ name, isNamed: true }],
    workers: [1, 2],
    policies: ['rr'],
  });
  assert.deepEqual(ids(resolved({ ...named('cluster'), proxies: ['none'] })), [
    'cluster-1-rr',
    'cluster-2-rr',
  ]);
  assert.deepEqual(ids(resolved(named('processes'))), ['nginx+processes-1', 'nginx+processes-2']);
});

test('a variant is compared with those that differ from it in one thing', () => {
  const against = Object.fromEntries(
    resolved({ workers: [1, 2] }).cells.map(({ facts }) => [facts.variant, facts.against]),
  );
  assert.deepEqual(against.single, []);
  assert.deepEqual(against['cluster-2-rr'], ['cluster-2-none']);
  assert.deepEqual(against['cluster-2-reuseport'], ['cluster-2-rr']);
  assert.deepEqual(against['nginx+cluster-2-none'], ['cluster-2-none']);
  assert.deepEqual(against['nginx+processes-2'], ['nginx+cluster-2-rr']);
});

test('every block has every cell once, in an order that the seed decides', () => {
  const run = resolved();
  const trials = planTrials(run);
  const blocks = [1, 2, 3].map((trial) => trials.filter((planned) => planned.trial === trial));
  for (const block of blocks) {
    assert.deepEqual(block.map(({ cell }) => cell.id).sort(), ids(run).sort());
  }
  assert.deepEqual(
    trials.map(({ order }) => order),
    Array.from({ length: 48 }, (_, index) => index + 1),
  );
  const order = (seed: number) => planTrials(resolved({ seed })).map(({ cell }) => cell.id);
  assert.deepEqual(order(7), order(7));
  assert.notDeepEqual(order(7), order(8));
  assert.notDeepEqual(order(7).slice(0, 16), order(7).slice(16, 32), 'each block is shuffled again');
});

test('reusePort came with Node 22.12 and 23.1', () => {
  const versions = ['20.20.2', 'v22.11.0', '22.12.0', '23.0.0', '23.1.0', '24.0.0', '26.10.0'];
  assert.deepEqual(versions.filter(hasReusePort), ['22.12.0', '23.1.0', '24.0.0', '26.10.0']);
});
