/** How a closed loop counts, with an undisturbed target and with a window event. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ledger } from './ledger.ts';
import { mergeFigures } from './merge-figures.ts';

const window = { fromMs: 1_000, toMs: 3_000 };
const job = {
  client: 'direct',
  mode: { connections: 'kept', arrivals: 'closed' },
  connections: 1,
  stages: [],
  offeredRate: null,
} as const;

/** One connection: four requests of 400 ms within the window, and one that the window's end cuts in half. */
function part() {
  const ledger = new Ledger();
  ledger.open(window);
  for (const sentMs of [1_000, 1_400, 1_800, 2_200, 2_800]) {
    ledger.sent(sentMs);
    ledger.completed(sentMs, sentMs + 400);
  }
  const rest = { eventLoopUtilization: 0, cpuSeconds: 0, lateMs: 0, waitSeconds: null, toMs: window.toMs };
  return { ...ledger.figures(), ...rest };
}

test('with an undisturbed target, requests count by their share of the window', () => {
  const { throughput, completedPerSecond } = mergeFigures([part()], job, window);
  assert.ok(Math.abs(throughput - 4.5 / 2) < 1e-9, `${throughput}`);
  assert.equal(completedPerSecond, 4 / 2);
});

test('with a window event, requests count whole, and the ends leave an uncertainty of one per connection', () => {
  const { throughput, completedPerSecond, resolution } = mergeFigures(
    [part()],
    { ...job, counting: 'ended' },
    window,
  );
  assert.equal(throughput, 4 / 2);
  assert.equal(throughput, completedPerSecond);
  assert.equal(resolution, 1 / 4);
});
