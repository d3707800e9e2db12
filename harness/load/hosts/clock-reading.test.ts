import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ClockReading, driftPerMs, offsetAt, parseTime, readClock } from './clock-reading.ts';

/** A host whose clock is behind that of Redis, over a network with these delays: there and back, for each question. */
function hostBehind(offsetMs: number, delays: readonly (readonly [there: number, back: number])[]) {
  let [ownMs, asked] = [1_000, 0];
  return {
    now: () => ownMs,
    ask: async () => {
      const [there, back] = delays[asked++ % delays.length] ?? [0, 0];
      const redisMs = ownMs + there + offsetMs;
      ownMs += there + back;
      return redisMs;
    },
  };
}

test('with equal delays in both directions the offset is exact', async () => {
  const { ask, now } = hostBehind(500, [[3, 3]]);
  const { offsetMs, roundTripMs } = await readClock(ask, now);
  assert.deepEqual([offsetMs, roundTripMs], [500, 6]);
});

test('the fastest question counts, and its offset is wrong by half its round trip at most', async () => {
  for (const offsetMs of [-40, 0, 1e9]) {
    const { ask, now } = hostBehind(offsetMs, [
      [1, 90],
      [4, 0],
      [30, 30],
      [0, 20],
    ]);
    const reading = await readClock(ask, now);
    assert.equal(reading.roundTripMs, 4);
    assert.equal(Math.abs(reading.offsetMs - offsetMs), 2, 'all of the delay was in one direction');
  }
});

test('the drift is the change of the offset; readings close together tell none', () => {
  const at = (atMs: number, offsetMs: number): ClockReading => ({ atMs, offsetMs, roundTripMs: 1 });
  assert.equal(driftPerMs(at(0, 10), at(10_000, 12)), 2e-4);
  assert.equal(driftPerMs(at(0, 10), at(999, 12)), 0);
  assert.equal(driftPerMs(at(5, 10), at(5, 10)), 0);
});

test('between two readings the offset changes evenly', () => {
  const [before, after] = [
    { atMs: 1_000, offsetMs: 10, roundTripMs: 1 },
    { atMs: 11_000, offsetMs: 14, roundTripMs: 1 },
  ];
  assert.deepEqual(
    [1_000, 6_000, 11_000].map((instant) => offsetAt(instant, before, after)),
    [10, 12, 14],
  );
  assert.equal(offsetAt(6_000, before, before), 10, 'with one reading alone it stays');
});

test('Redis’s time is seconds and microseconds, as texts or numbers', () => {
  assert.equal(parseTime(['1700000000', '250500']), 1_700_000_000_250.5);
  assert.equal(parseTime([1, 500]), 1_000.5);
});
