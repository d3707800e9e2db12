import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord } from '../reports/testing/example-record.ts';
import { connectionsFor } from './choose-connections.ts';

const [trial] = exampleRecord({ workers: [1], proxies: ['none'], connections: 50 }).trials;
const host = { workers: 8, cores: { target: 8, host: 8 }, mostConnections: 20_000 };

test('as many connections as keep every core busy, and a quarter more', () => {
  assert.ok(trial?.status === 'ok');
  // 85 us of the app and 10 us of the load on 8 cores: 84,200 requests per second, each of some 52 ms.
  const needed = connectionsFor(trial, host) ?? 0;
  const least = 84_200 * 0.052;
  assert.ok(needed > 1.2 * least && needed < 1.5 * least, `${needed}`);
  assert.equal(needed % 100, 0);
});

test('no more than the host has room for, and none where costs are unknown', () => {
  assert.ok(trial?.status === 'ok');
  assert.equal(connectionsFor(trial, { ...host, mostConnections: 777 }), 777);
  const silent = { ...trial, processes: trial.processes.map((one) => ({ ...one, cpuSeconds: null })) };
  assert.equal(connectionsFor(silent, host), null);
});
