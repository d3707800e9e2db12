import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costsOf } from './costs.ts';

const seen = {
  requests: 100_000,
  windowSeconds: 10,
  workers: [
    { cpuSeconds: 4, eventLoopUtilization: 0.5 },
    { cpuSeconds: 6, eventLoopUtilization: 0.55 },
  ],
  cpu: {
    busy: 90,
    cores: [[], []],
    coresByRole: { target: 1, primary: 0.02, proxy: 0.3, service: 0, load: 0.18, harness: 0.05, other: 0.1 },
  },
};

test('a loop is busy for its CPU time, without that of other threads of its process', () => {
  const costs = costsOf(seen);
  assert.equal(costs?.serviceMs.toFixed(6), '0.095000'); // 4 + 5.5 of the 10 s
  assert.equal(costs?.targetMs.toFixed(6), '0.102000'); // with the primary and other threads
  assert.equal(costs?.proxyMs.toFixed(6), '0.030000');
  assert.equal(costs?.loadMs.toFixed(6), '0.018000');
});

test('the host’s cost is everything busy, interrupts included, except foreign processes and the harness', () => {
  assert.equal(costsOf(seen)?.hostMs.toFixed(6), '0.165000'); // 1.8 - 0.15 cores
});

test('costs are unknown without a response, or if a worker is silent', () => {
  assert.equal(costsOf({ ...seen, requests: 0 }), null);
  assert.equal(costsOf({ ...seen, workers: [] }), null);
  const silent = { cpuSeconds: null, eventLoopUtilization: null };
  assert.equal(costsOf({ ...seen, workers: [...seen.workers, silent] }), null);
});
