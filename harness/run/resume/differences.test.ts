import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord } from '../../../reports/testing/example-record.ts';
import { type RunHeader, runHeaderSchema } from '../../records/run.ts';
import { differences } from './differences.ts';

const usual = runHeaderSchema.parse(exampleRecord({ workers: [1, 2] }));
const own: RunHeader = {
  ...usual,
  sources: { changes: null, scripts: { shop: 'a' } },
  plan: {
    ...usual.plan,
    apps: [{ name: 'shop', source: '/srv/shop.js', args: [], nodeArgs: [], attached: null }],
  },
};

const between = (
  before: RunHeader,
  change: (header: RunHeader) => void,
  programs: readonly string[] = [],
) => {
  const now = structuredClone(before);
  change(now);
  return differences(before, now, programs);
};

test('nothing differs on the same host, at another time and load', () => {
  const found = between(own, (now) => {
    now.startedAt = '2027-01-01T00:00:00.000Z';
    now.host.loadAverage = [9, 9, 9];
    now.host.memoryBytes *= 1.01;
    now.clientCapacity = [];
  });
  assert.deepEqual(found, []);
});

test('versions, host and environment are named with both values', () => {
  const found = between(
    usual,
    (now) => {
      now.node = { ...now.node, version: 'v26.1.0', v8: '14.6' };
      now.tool.version = '9.0.0';
      now.host.hostname = 'bench-2';
      now.host.cores = 4;
      now.host.kernel = '6.13';
      now.host.governor = 'powersave';
      now.host.memoryBytes = 8e9;
      now.host.programs = { nginx: '1.26.0', haproxy: '3.0' };
      now.environment.nodeEnv = null;
    },
    ['nginx'],
  );
  assert.deepEqual(found, [
    'cluster-bench is 9.0.0 and was 0.1.0',
    'Node is v26.1.0 (V8 14.6) and was v24.4.0 (V8 13.6.233.10-node.18)',
    'NODE_ENV is not set and was production',
    'the host is bench-2 and was bench-1',
    'the kernel is 6.13 and was 6.12.0-8-amd64',
    'the number of cores is 4 of 8 (0, 4, 1, 5, 2, 6, 3, 7) and was 8',
    'the frequency governor is powersave and was unknown',
    'nginx is 1.26.0 and was 1.22.1',
    'the memory is 8.0 GB and was 16.0 GB',
  ]);
});

test('a program that no variant needs may change', () => {
  assert.deepEqual(
    between(usual, (now) => {
      now.host.programs = {};
    }),
    [],
  );
});

test('commit, changes and script matter to an app of the user’s own, and to no built-in one', () => {
  const change = (now: RunHeader) => {
    now.git = { commit: 'fedcba9876543210', branch: 'main', dirty: true };
    now.sources = { changes: 'b', scripts: { shop: 'c' } };
  };
  assert.deepEqual(between(own, change), [
    'the commit is fedcba9 and was 0123456',
    'the checkout has uncommitted changes and had none',
    'the script of shop has changed',
  ]);
  assert.deepEqual(between(usual, change), []);
  const dirty = { ...own, sources: { ...own.sources, changes: 'a' } };
  const to = (changes: string | null) =>
    between(dirty, (now) => {
      now.sources.changes = changes;
    });
  assert.deepEqual(
    [...to('b'), ...to(null)],
    ['the uncommitted changes are others', 'the uncommitted changes are gone'],
  );
});

test('variants, requests, proxy configurations and the rest of the plan are compared', () => {
  const found = between(usual, (now) => {
    const [first, ...others] = now.cells;
    assert.ok(first);
    now.cells = [...others, { ...first, id: 'more' }];
    now.skipped = [{ cell: first.id, reason: 'it is not there' }];
    now.plan.scenarios = now.plan.scenarios.map((scenario) => ({ ...scenario, sendsHash: 'x' }));
    now.plan.proxies = now.plan.proxies.map((proxy) => ({
      ...proxy,
      configuration: { path: 'nginx.conf', sha256: 'y' },
    }));
    now.plan.connections = 7;
    now.plan.durationSeconds = 1;
  });
  assert.deepEqual(found, [
    'single cannot run any more (it is not there)',
    'the plan now has more too',
    'the requests or the code of db-wait have changed',
    'the configuration of nginx has changed',
    'the plan differs in durationSeconds, connections',
  ]);
});
