import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spansOf } from './phases.ts';
import { longestSilence, recoveryOf } from './recovery.ts';

/** Instants at a rate per second, in milliseconds. */
function at(rate: number, fromMs: number, toMs: number): number[] {
  const gapMs = 1_000 / rate;
  return Array.from(
    { length: Math.round((toMs - fromMs) / gapMs) },
    (_, index) => fromMs + (index + 0.5) * gapMs,
  );
}

const before = { fromMs: 0, toMs: 3_000 };
const after = { fromMs: 3_000, toMs: 10_000 };

test('throughput that falls and comes back has a deepest second and a recovery', () => {
  const ends = Float64Array.from([
    ...at(1_000, 0, 3_000),
    ...at(400, 4_000, 5_000),
    ...at(1_000, 5_000, 10_000),
  ]);
  const recovery = recoveryOf(ends, before, after);
  assert.equal(recovery?.throughputBefore, 1_000);
  assert.deepEqual(recovery?.deepest, { fromMs: 3_000, throughput: 0 });
  // The first second with 950 less three standard deviations of noise: it begins at 4.7 s.
  assert.ok(Math.abs((recovery?.seconds ?? 0) - 1.7) <= 0.11, `${recovery?.seconds}`);
  assert.ok(Math.abs(longestSilence(ends, after) - 1) < 0.01);
});

test('throughput that stays has a recovery of 0, and one that never comes back has none', () => {
  assert.equal(recoveryOf(Float64Array.from(at(1_000, 0, 10_000)), before, after)?.seconds, 0);
  const gone = Float64Array.from(at(1_000, 0, 3_000));
  const recovery = recoveryOf(gone, before, after);
  assert.deepEqual([recovery?.seconds, recovery?.deepest.throughput], [null, 0]);
  assert.ok(Math.abs(longestSilence(gone, after) - 7) < 0.01, 'up to the end of the window');
});

test('without a throughput before, or a second after, nothing is claimed', () => {
  const ends = Float64Array.from(at(1_000, 3_000, 10_000));
  assert.equal(recoveryOf(ends, before, after), null);
  assert.equal(recoveryOf(ends, { fromMs: 3_000, toMs: 3_000 }, after), null);
  assert.equal(recoveryOf(ends, before, { fromMs: 9_500, toMs: 10_000 }), null);
});

test('events cut a window into phases; one that has not ended lasts to the end', () => {
  const one = { name: 'deploy', atSeconds: 2, endedSeconds: 4 };
  const names = (events: Parameters<typeof spansOf>[0]) =>
    spansOf(events, 10).map(({ name, fromSeconds, toSeconds }) => `${name} ${fromSeconds}-${toSeconds}`);
  assert.deepEqual(names([one]), ['before 0-2', 'during deploy 2-4', 'after deploy 4-10']);
  assert.deepEqual(names([{ ...one, atSeconds: 0, endedSeconds: null }]), ['during deploy 0-10']);
  assert.deepEqual(names([one, { name: 'crash', atSeconds: 3, endedSeconds: 6 }]), [
    'before 0-2',
    'during deploy 2-4',
    'during crash 4-6',
    'after crash 6-10',
  ]);
});
