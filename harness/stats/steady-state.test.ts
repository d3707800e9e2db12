import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mulberry32 } from './mulberry32.ts';
import { earlyChange } from './steady-state.ts';

/** 10,000 requests per second with noise in which a second resembles the one before it. */
function noisy(seconds: number, variation: number, correlation: number, random: () => number): number[] {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let last = normal();
  return Array.from({ length: seconds }, () => {
    last = correlation * last + Math.sqrt(1 - correlation ** 2) * normal();
    return 10_000 * (1 + variation * last);
  });
}

const slowed = (series: readonly number[], factors: readonly number[]) =>
  series.map((value, second) => value * (factors[second] ?? 1));

test('at most one healthy window of 1,000 alarms', () => {
  const random = mulberry32(1);
  const windows = 3_000;
  for (const seconds of [5, 10, 30]) {
    let alarms = 0;
    for (let trial = 0; trial < windows; trial++) {
      const variation = 0.01 * (1 + (trial % 6));
      if (earlyChange(noisy(seconds, variation, 0.3, random))) alarms++;
    }
    assert.ok(alarms <= windows / 1_000, `${alarms} alarms in windows of ${seconds} s`);
  }
});

test('a first second at half speed is found, as the start of a ramp too', () => {
  const random = mulberry32(2);
  for (const [seconds, ramp] of [
    [10, [0.5]],
    [10, [0.5, 0.75]],
    [30, [0.5]],
    [30, [0.5, 0.75, 0.9]],
  ] as const) {
    let found = 0;
    for (let trial = 0; trial < 200; trial++) {
      if (earlyChange(slowed(noisy(seconds, 0.02, 0.3, random), ramp))) found++;
    }
    assert.ok(found >= 195, `${found} of 200 with ${ramp} in ${seconds} s`);
  }
});

test('it says when, from what and to what', () => {
  assert.deepEqual(earlyChange([4000, 6000, 10_100, 9900, 10_000, 10_100, 9900, 10_000, 10_100, 9900]), {
    changeAtSecond: 2,
    before: 5000,
    after: 10_000,
  });
});

test('a start that is too fast is no steady state either', () => {
  const change = earlyChange([15_000, 10_100, 9900, 10_000, 10_100, 9900, 10_000, 10_100, 9900, 10_000]);
  assert.equal(change?.changeAtSecond, 1);
  assert.ok(change.before > change.after);
});

test('what is certain but small, late, or too short to tell raises nothing', () => {
  assert.equal(earlyChange([9600, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000]), null);
  assert.equal(earlyChange([10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 5000]), null);
  assert.equal(earlyChange([10, 10_000, 10_000, 10_000]), null);
  assert.equal(earlyChange([]), null);
  assert.equal(earlyChange([0, 0, 0, 0, 0, 0]), null);
});

test('without any noise a slow start is as plain as can be', () => {
  assert.deepEqual(earlyChange([5000, 10_000, 10_000, 10_000, 10_000]), {
    changeAtSecond: 1,
    before: 5000,
    after: 10_000,
  });
});
