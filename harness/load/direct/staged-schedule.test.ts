import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tries } from '../../dev/testing/property-runs.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import { areaOf, legsOf } from '../../stats/stages.ts';
import { stagedSchedule } from './staged-schedule.ts';

type Stages = Parameters<typeof legsOf>[0];

/** The instants of every process together, in seconds from the start. */
function instants(stages: Stages, processes: number, arrivals: 'fixed' | 'poisson', seed = 1): number[] {
  return Array.from({ length: processes }, (_, index) => {
    const share = { index, processes, firstConnection: 0 };
    const schedule = stagedSchedule(
      legsOf(stages),
      { arrivals, fromMs: 5_000, share },
      mulberry32(seed + index),
    );
    const all: number[] = [];
    for (; Number.isFinite(schedule.nextMs); schedule.advance()) all.push((schedule.nextMs - 5_000) / 1_000);
    return all;
  })
    .flat()
    .toSorted((one, other) => one - other);
}

test('a ramp has its requests where the integral of the rate says', () => {
  // The integral is t^2: 0.5 at 0.7071 s, 1.5 at 1.2247 s.
  const all = instants([{ durationSeconds: 10, level: 20 }], 1, 'fixed');
  assert.equal(all.length, 100);
  for (const [index, seconds] of all.entries()) assert.ok(Math.abs(seconds ** 2 - index - 0.5) < 1e-9);
});

test('a constant rate is evenly spaced, and a fall to 0 ends', () => {
  const all = instants(
    [
      { durationSeconds: 0, level: 10 },
      { durationSeconds: 1, level: 10 },
    ],
    1,
    'fixed',
  );
  for (const [index, seconds] of all.entries()) assert.ok(Math.abs(seconds - (index + 0.5) / 10) < 1e-9);
  assert.equal(
    instants(
      [
        { durationSeconds: 0, level: 10 },
        { durationSeconds: 1, level: 0 },
      ],
      1,
      'fixed',
    ).length,
    5,
  );
});

test('processes split the requests without loss, and each stage has its number of them to within one', () => {
  const stage = fc.record({
    durationSeconds: fc.double({ min: 0, max: 20, noNaN: true }),
    level: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 100, noNaN: true })),
  });
  fc.assert(
    fc.property(
      fc.array(stage, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 4 }),
      (stages, processes) => {
        const all = instants(stages, processes, 'fixed');
        const alone = instants(stages, 1, 'fixed');
        assert.equal(all.length, alone.length);
        for (const [index, seconds] of all.entries())
          assert.ok(Math.abs(seconds - (alone[index] ?? 0)) < 1e-6);
        for (const leg of legsOf(stages)) {
          const its = all.filter((seconds) => seconds >= leg.fromSeconds && seconds < leg.toSeconds);
          assert.ok(Math.abs(its.length - areaOf(leg)) <= 1 + 1e-6, `${its.length} for ${areaOf(leg)}`);
        }
      },
    ),
    { numRuns: tries(500) },
  );
});

test('random arrivals follow the rate: as many in each half of the integral, with the spread of a Poisson process', () => {
  const counts = Array.from({ length: 200 }, (_, seed) => {
    const all = instants([{ durationSeconds: 10, level: 20 }], 2, 'poisson', 10 * seed);
    return { first: all.filter((seconds) => seconds < Math.sqrt(50)).length, all: all.length };
  });
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  assert.ok(Math.abs(mean(counts.map(({ first }) => first)) - 50) < 2);
  const each = counts.map(({ all }) => all);
  assert.ok(Math.abs(mean(each) - 100) < 3);
  const variance = mean(each.map((count) => (count - mean(each)) ** 2));
  assert.ok(variance > 60 && variance < 150, `${variance}`);
});
