import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tries } from '../dev/testing/property-runs.ts';
import type { Window } from '../host/clock.ts';
import { mergeHistograms } from './histogram.ts';
import { Ledger } from './ledger.ts';
import { noErrors } from './load-errors.ts';
import { mergeLabels } from './merge-labels.ts';
import { percentileOfBuckets } from './second-latencies.ts';
import { Labels } from './users/labels.ts';

const window = { fromMs: 1_000.25, toMs: 3_500.25 };

function opened(of: Window): Ledger {
  const ledger = new Ledger();
  ledger.open(of);
  return ledger;
}

test('requests outside the window are not counted, except for the live display', () => {
  const ledger = opened(window);
  ledger.sent(1_000);
  ledger.completed(990, 1_000.2);
  ledger.failed('reset', 990, 1_000);
  ledger.sent(3_500.25);
  ledger.completed(3_400, 3_500.25);
  ledger.failed('timeout', 3_000, 3_501);
  const { sent, completed, errors, perSecond } = ledger.figures();
  assert.deepEqual(
    { sent, completed, perSecond },
    { sent: 0, completed: 0, perSecond: Array(3).fill({ completed: 0, failed: 0, latencies: {} }) },
  );
  assert.ok(Object.values(errors).every((count) => count === 0));
  assert.equal(ledger.answered, 2);
});

test('requests sent outside the last window are counted apart, those of earlier windows as before it', () => {
  const ledger = new Ledger();
  ledger.sent(10);
  ledger.open({ fromMs: 100, toMs: 200 });
  for (const atMs of [50, 150, 199, 250]) ledger.sent(atMs);
  assert.deepEqual(ledger.soFar.sentOutside, { before: 2, after: 1 });
  ledger.open(window);
  for (const atMs of [900, 2_000, 3_500.25, 4_000]) ledger.sent(atMs);
  ledger.retracted(4_000);
  assert.deepEqual(ledger.soFar.sentOutside, { before: 6, after: 1 });
  assert.equal(ledger.figures().sent, 1);
});

test('the books of a label balance, with requests that cross both ends of the window', () => {
  const ledger = new Ledger();
  const labels = new Labels();
  const [a, b] = [labels.indexOf('a'), labels.indexOf('b')];
  ledger.countLabels(labels);
  ledger.open(window);
  for (const [sentMs, label] of [
    [900, a],
    [950, b],
    [960, a],
    [2_000, a],
    [3_400, b],
  ] as const)
    ledger.sent(sentMs, label);
  ledger.completed(900, 1_100, a);
  ledger.failed('timeout', 950, 1_200, b);
  ledger.completed(960, 990, a);
  ledger.completed(2_000, 2_100, a);
  const byLabel = mergeLabels([ledger.figures().byLabel], 2.5);
  const shown = byLabel.map(({ label, inFlightAtStart, sent, completed, unfinished }) => [
    ...[label, inFlightAtStart, sent, completed, unfinished],
  ]);
  assert.deepEqual(shown, [
    ['a', 1, 1, 2, 0],
    ['b', 1, 1, 0, 1],
  ]);
});

test('a response counts in the second of its arrival, with its latency to the microsecond', () => {
  const ledger = opened(window);
  ledger.completed(990.25, 1_000.25); // sent before the window, response in it: 10 ms
  ledger.completed(2_000.25, 2_000.373); // 123 us
  ledger.completed(3_480.25, 3_500.249);
  const { completed, latencySumMs, latencyMaxMs, perSecond, histogram } = ledger.figures();
  assert.equal(completed, 3);
  assert.deepEqual(
    perSecond.map(({ completed, failed }) => [completed, failed]),
    Array(3).fill([1, 0]),
  );
  const p99 = perSecond.map(({ latencies }) => percentileOfBuckets([latencies], 99) ?? 0);
  for (const [at, exact] of [10, 0.123, 19.999].entries()) {
    assert.ok(Math.abs((p99[at] ?? 0) / exact - 1) < 0.032, `${p99[at]} for ${exact}`);
  }
  assert.ok(Math.abs(latencySumMs - (10 + 0.123 + 19.999)) < 1e-9);
  assert.ok(Math.abs(latencyMaxMs - 19.999) < 1e-9);
  const values = mergeHistograms([histogram]);
  assert.equal(values.totalCount, 3);
  assert.equal(values.getValueAtPercentile(1), 123);
});

test('a window of whole seconds has that many seconds, whatever the fractions of its instants', () => {
  for (let index = 0; index < tries(100); index++) {
    const fromMs = 1e6 * Math.random();
    const ledger = opened({ fromMs, toMs: fromMs + 10_000 });
    ledger.completed(fromMs, fromMs + 9_999.999999);
    const { perSecond } = ledger.figures();
    assert.equal(perSecond.length, 10);
    assert.equal(perSecond[9]?.completed, 1);
  }
});

test('latencies with labels count once by label and once in all, as those without labels do', () => {
  const labels = new Labels();
  const [, list, login] = ['unused', 'list', 'login'].map((name) => labels.indexOf(name));
  const labelled = new Ledger();
  labelled.countLabels(labels);
  labelled.open(window);
  const plain = opened(window);
  // The last two are beyond a label's counters of single microseconds, and behind the second that came before.
  const ended: readonly (readonly [number | undefined, number, number])[] = [
    [list, 1_500, 1_501.5],
    [login, 1_500, 1_507],
    [-1, 1_600, 1_603],
    [list, 1_600, 2_900],
    [login, 1_700, 1_780],
  ];
  for (const [label, dueMs, nowMs] of ended) {
    labelled.completed(dueMs, nowMs, label);
    plain.completed(dueMs, nowMs);
  }
  const { byLabel, ...all } = labelled.figures();
  const { byLabel: none, ...expected } = plain.figures();
  assert.deepEqual(all, expected);
  assert.deepEqual(none, []);
  const counts = byLabel.map((one) => [
    one.label,
    one.completed,
    one.latencySumMs,
    mergeHistograms([one.histogram]).totalCount,
    Object.values(one.perSecond).map(({ completed }) => completed),
  ]);
  assert.deepEqual(counts, [
    ['list', 2, 1_301.5, 2, [1, 1]],
    ['login', 2, 87, 2, [2]],
  ]);
});

test('a retracted request was not sent', () => {
  const ledger = opened(window);
  for (const sentMs of [990, 2_000, 2_001]) ledger.sent(sentMs);
  for (const sentMs of [990, 2_001]) ledger.retracted(sentMs);
  assert.equal(ledger.figures().sent, 1);
});

test('errors are counted by kind, with the time that they took', () => {
  const ledger = opened(window);
  ledger.failed('closed', 990, 2_000); // due before the window: its whole time, as a latency is
  for (const dueMs of [1_990, 1_980]) ledger.failed('mismatch', dueMs, 2_000);
  const { errors, failedSumMs, failedMaxMs } = ledger.figures();
  assert.deepEqual(errors, { ...noErrors(), closed: 1, mismatch: 2 });
  assert.deepEqual([failedSumMs, failedMaxMs], [1_040, 1_010]);
});

test('requests are in flight from sending to end, within the window', () => {
  const ledger = new Ledger();
  ledger.sent(900); // before the window is known
  ledger.open({ fromMs: 1_000, toMs: 2_000 });
  ledger.completed(900, 1_100); // 100 ms of it inside
  ledger.sent(1_100);
  ledger.failed('timeout', 1_100, 1_600); // 500
  ledger.sent(1_700); // 300, and it is still in flight at the end
  ledger.sent(1_900); // 100
  ledger.sent(1_950);
  ledger.retracted(1_950);
  assert.equal(ledger.figures().inFlightMs, 1_000);
});

/** Returns both sides of the books. */
function sides(ledger: Ledger): readonly [number, number] {
  const { inFlightAtStart, sent, completed, errors, unfinished } = ledger.figures();
  const failed = Object.values(errors).reduce((sum, count) => sum + count, 0);
  return [inFlightAtStart + sent, completed + failed + unfinished];
}

test('requests in flight plus sent equal requests ended plus unfinished', () => {
  const ledger = new Ledger();
  for (const sentMs of [900, 910, 920]) ledger.sent(sentMs);
  ledger.completed(900, 950);
  ledger.open({ fromMs: 1_000, toMs: 2_000 });
  ledger.failed('reset', 910, 1_100);
  for (const sentMs of [1_200, 1_300, 1_400]) ledger.sent(sentMs);
  ledger.completed(1_200, 1_300);
  ledger.retracted(1_300);
  ledger.sent(2_010);
  ledger.sent(1_990); // due in the window, but reported after it
  ledger.completed(1_400, 2_020);
  const { inFlightAtStart, sent, completed, unfinished } = ledger.figures();
  assert.deepEqual(
    { inFlightAtStart, sent, completed, unfinished },
    { inFlightAtStart: 2, sent: 3, completed: 1, unfinished: 3 },
  );
  assert.deepEqual(sides(ledger), [5, 5]);
});

test('the books always balance, in each of several windows', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          dueMs: fc.integer({ min: 0, max: 400 }),
          lateMs: fc.integer({ min: 0, max: 30 }),
          tookMs: fc.integer({ min: 0, max: 200 }),
          how: fc.constantFrom('completed', 'reset', 'timeout', 'retracted'),
        }),
      ),
      (requests) => {
        const ledger = new Ledger();
        const reported = requests.flatMap(({ dueMs, lateMs, tookMs, how }) => {
          const sentMs = dueMs + lateMs;
          const endMs = sentMs + tookMs;
          // autocannon reports a response after the next request.
          const reportedMs = endMs + lateMs;
          const end = () => {
            if (how === 'completed') ledger.completed(dueMs, endMs);
            else if (how === 'retracted') ledger.retracted(dueMs);
            else ledger.failed(how, dueMs, endMs);
          };
          return [
            { atMs: sentMs, report: () => ledger.sent(dueMs) },
            { atMs: reportedMs, report: end },
          ];
        });
        // The sort is stable, so a request is sent before it ends.
        const events = reported.toSorted((a, b) => a.atMs - b.atMs);
        let next = 0;
        for (const window of [
          { fromMs: 100, toMs: 200 },
          { fromMs: 250, toMs: 500 },
        ]) {
          ledger.open(window);
          for (; (events[next]?.atMs ?? Number.POSITIVE_INFINITY) <= window.toMs + 30; next++)
            events[next]?.report();
          const [before, after] = sides(ledger);
          assert.equal(before, after);
        }
      },
    ),
  );
});
