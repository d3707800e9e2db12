import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftOpen } from './figures.ts';

const found = { change: -0.01, interval: { low: -0.012, high: -0.008 }, pValue: 0.0001 };

test('a change no larger than the uncertainty of the windows is not significant', () => {
  assert.deepEqual(leftOpen(found, 0), found);
  const open = leftOpen(found, 0.02);
  assert.equal(open.pValue, 1);
  assert.ok(
    Math.abs((open.interval?.low ?? 0) + 0.03) < 1e-12 && Math.abs((open.interval?.high ?? 0) - 0.01) < 1e-12,
  );
});

test('a larger change is significant, with an interval at least as wide as the uncertainty', () => {
  assert.deepEqual(leftOpen({ ...found, change: -0.1, interval: { low: -0.11, high: -0.09 } }, 0.005), {
    change: -0.1,
    interval: { low: -0.11, high: -0.09 },
    pValue: 0.0001,
  });
  const wide = leftOpen({ ...found, change: -0.1, interval: { low: -0.101, high: -0.099 } }, 0.02);
  assert.ok(Math.abs((wide.interval?.low ?? 0) + 0.12) < 1e-12);
  assert.equal(wide.pValue, 0.0001);
});

test('an estimate without an interval stays without one', () => {
  assert.equal(leftOpen({ change: 0.1, interval: null, pValue: null }, 0.02).interval, null);
});
