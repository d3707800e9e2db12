import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacity } from '../../scenarios/capacity.ts';
import { dbWait } from '../../scenarios/db-wait.ts';
import { steadyRate } from '../../scenarios/steady-rate.ts';
import { withAxes } from './resolve-config.ts';

const none = { connections: null, hasRate: false };

test('a scenario keeps its own axes unless the user sets others', () => {
  assert.deepEqual(withAxes([dbWait, steadyRate, capacity], none), [dbWait, steadyRate, capacity]);
});

test('the connections mode applies to any scenario', () => {
  const modes = withAxes([dbWait, capacity], { ...none, connections: 'per-request' }).map(({ mode }) => mode);
  assert.deepEqual(modes, [
    { connections: 'per-request', arrivals: 'closed' },
    { connections: 'per-request', arrivals: 'open' },
  ]);
});

test('a rate turns a closed loop into an open one, which is judged by latency', () => {
  const [open] = withAxes([dbWait], { ...none, hasRate: true });
  assert.deepEqual([open?.name, open?.mode.arrivals, open?.metric], ['db-wait', 'open', 'p99']);
});

test('a rate applies to the scenario that has one, and a search sets its own', () => {
  const asked = { ...none, hasRate: true };
  assert.deepEqual(withAxes([dbWait, steadyRate], asked), [dbWait, steadyRate]);
  assert.deepEqual(withAxes([capacity], asked), [capacity]);
});
