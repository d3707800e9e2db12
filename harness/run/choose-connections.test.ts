import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord } from '../../reports/testing/example-record.ts';
import { connectionsFor, observed } from './choose-connections.ts';

const { cells, trials } = exampleRecord({ workers: [1], proxies: ['none'], connections: 50 });
const cores = { target: 8, proxy: 8, host: 8, shared: [] };
const host = { workers: 8, cores, loadProcesses: 2, mostConnections: 20_000 };

function example() {
  const [[cell], [trial]] = [cells, trials];
  assert.ok(cell && trial?.status === 'ok');
  return { cell, trial };
}

function observedOf({ cell, trial }: ReturnType<typeof example>) {
  return observed(cell, trial);
}

test('connections keep every core busy, with a quarter more', () => {
  const seen = observedOf(example());
  assert.ok(seen);
  const { costs, delayMs } = seen;
  const needed = connectionsFor(seen, host);
  const least = (8_000 / costs.hostMs) * ((delayMs + costs.serviceMs) / 1_000);
  assert.ok(least > 1_000 && needed >= 1.25 * least && needed < 1.4 * least, `${needed}, ${least}`);
  assert.equal(needed % 100, 0);
});

test('no more than the host allows', () => {
  const seen = observedOf(example());
  assert.ok(seen);
  assert.equal(connectionsFor(seen, { ...host, mostConnections: 777 }), 777);
  assert.equal(connectionsFor(seen, { ...host, mostConnections: 1, loadProcesses: 64 }), 64);
});

test('nothing is observed if a worker is silent', () => {
  const { cell, trial } = example();
  const silent = trial.processes.map((one) => ({ ...one, cpuSeconds: null }));
  assert.equal(observed(cell, { ...trial, processes: silent }), null);
  assert.equal(observed(cell, { ...trial, processes: [] }), null, 'nor if there is none');
});
