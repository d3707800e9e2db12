import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacity } from '../../scenarios/capacity.ts';
import { dbWait } from '../../scenarios/db-wait.ts';
import { steadyRate } from '../../scenarios/steady-rate.ts';
import { withAxes } from './resolve-config.ts';

const none = { connections: null, hasRate: false };

test('a scenario goes its own way unless the user says another', () => {
  assert.deepEqual(withAxes([dbWait, steadyRate, capacity], none), [dbWait, steadyRate, capacity]);
});

test('connections are asked for of any scenario', () => {
  const modes = withAxes([dbWait, capacity], { ...none, connections: 'per-request' }).map(({ mode }) => mode);
  assert.deepEqual(modes, [
    { connections: 'per-request', arrivals: 'closed' },
    { connections: 'per-request', arrivals: 'open' },
  ]);
});

test('a rate makes a closed loop open, and judges it by its latency', () => {
  const [open] = withAxes([dbWait], { ...none, hasRate: true });
  assert.deepEqual([open?.name, open?.mode.arrivals, open?.metric], ['db-wait', 'open', 'p99']);
});

test('a rate is that of the scenario that has one, and a search sets its own', () => {
  const asked = { ...none, hasRate: true };
  assert.deepEqual(withAxes([dbWait, steadyRate], asked), [dbWait, steadyRate]);
  assert.deepEqual(withAxes([capacity], asked), [capacity]);
});
