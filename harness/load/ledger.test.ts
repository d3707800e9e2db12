import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Window } from '../observe/clock.ts';
import { mergeHistograms } from './histogram.ts';
import { Ledger } from './ledger.ts';

const window = { fromMs: 1_000.25, toMs: 3_500.25 };

function opened(of: Window): Ledger {
  const ledger = new Ledger();
  ledger.open(of);
  return ledger;
}

test('what falls outside the window is not counted, but for the live display', () => {
  const ledger = opened(window);
  ledger.sent(1_000);
  ledger.completed(990, 1_000.2);
  ledger.failed('reset', 1_000);
  ledger.sent(3_500.25);
  ledger.completed(3_400, 3_500.25);
  ledger.failed('timeout', 3_501);
  const { sent, completed, errors, perSecond } = ledger.figures();
  assert.deepEqual({ sent, completed, perSecond }, { sent: 0, completed: 0, perSecond: [0, 0, 0] });
  assert.ok(Object.values(errors).every((count) => count === 0));
  assert.equal(ledger.answered, 2);
});

test('an answer counts in the second in which it came, with its latency to the microsecond', () => {
  const ledger = opened(window);
  ledger.completed(990.25, 1_000.25); // sent before the window, answered in it: 10 ms
  ledger.completed(2_000.25, 2_000.373); // 123 us
  ledger.completed(3_480.25, 3_500.249);
  const { completed, latencySumMs, latencyMaxMs, perSecond, histogram } = ledger.figures();
  assert.equal(completed, 3);
  assert.deepEqual(perSecond, [1, 1, 1]);
  assert.ok(Math.abs(latencySumMs - (10 + 0.123 + 19.999)) < 1e-9);
  assert.ok(Math.abs(latencyMaxMs - 19.999) < 1e-9);
  const values = mergeHistograms([histogram]);
  assert.equal(values.totalCount, 3);
  assert.equal(values.getValueAtPercentile(1), 123);
});

test('a window of whole seconds has as many, whatever fractions its instants hold', () => {
  for (let index = 0; index < 1_000; index++) {
    const fromMs = 1e6 * Math.random();
    const ledger = opened({ fromMs, toMs: fromMs + 10_000 });
    ledger.completed(fromMs, fromMs + 9_999.999999);
    assert.equal(ledger.figures().perSecond.length, 10);
    assert.equal(ledger.figures().perSecond[9], 1);
  }
});

test('a retracted request was not sent', () => {
  const ledger = opened(window);
  for (const sentMs of [990, 2_000, 2_001]) ledger.sent(sentMs);
  for (const sentMs of [990, 2_001]) ledger.retracted(sentMs, sentMs + 1);
  assert.equal(ledger.figures().sent, 1);
});

test('errors are counted by kind', () => {
  const ledger = opened(window);
  for (const kind of ['closed', 'mismatch', 'mismatch'] as const) ledger.failed(kind, 2_000);
  const { errors } = ledger.figures();
  assert.deepEqual(errors, { connect: 0, timeout: 0, reset: 0, closed: 1, non2xx: 0, mismatch: 2 });
});

test('requests are under way from when they are sent until they end, within the window', () => {
  const ledger = new Ledger();
  ledger.sent(900); // before the window is known
  ledger.open({ fromMs: 1_000, toMs: 2_000 });
  ledger.completed(900, 1_100); // 100 ms of it inside
  ledger.sent(1_100);
  ledger.failed('timeout', 1_600); // 500
  ledger.sent(1_700); // 300, and it is still under way at the end
  ledger.sent(1_900); // 100
  ledger.retracted(1_900, 2_500);
  assert.equal(ledger.figures().underWayMs, 1_000);
});
