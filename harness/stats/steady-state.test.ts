import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mulberry32 } from './mulberry32.ts';
import { levelChange } from './steady-state.ts';

/** 10,000 requests per second with noise, in which each second resembles the one before. */
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

test('at most one healthy window of 1,000 raises an alarm, early or late', () => {
  const random = mulberry32(1);
  const windows = 6_000;
  for (const seconds of [5, 6, 10, 20, 60]) {
    let alarms = 0;
    for (let trial = 0; trial < windows; trial++) {
      const variation = 0.01 * (1 + (trial % 6));
      const correlation = trial % 12 < 6 ? 0.3 : 0;
      if (levelChange(noisy(seconds, variation, correlation, random), 0)) alarms++;
    }
    assert.ok(alarms <= windows / 1_000, `${alarms} alarms in windows of ${seconds} s`);
  }
});

/** Responses per second of connections that all wait for the same delay, which varies a little from round to round. */
function inRounds(seconds: number, connections: number, delayMs: number, random: () => number): number[] {
  const perSecond = new Array<number>(seconds).fill(0);
  let nowMs = delayMs * random();
  while (nowMs < seconds * 1_000) {
    const second = Math.floor(nowMs / 1_000);
    perSecond[second] = (perSecond[second] ?? 0) + connections;
    nowMs += delayMs * (1 + 0.01 * (random() - 0.5));
  }
  return perSecond;
}

test('at most one window of 1,000 raises an alarm if responses come in rounds, with few or many rounds per second', () => {
  const random = mulberry32(5);
  for (const delayMs of [10.3, 51.2, 101.5, 198, 253, 501]) {
    let alarms = 0;
    for (let trial = 0; trial < 3_000; trial++) {
      const seconds = 5 + (trial % 6);
      if (levelChange(inRounds(seconds, 10, delayMs, random), 10)) alarms++;
    }
    assert.ok(alarms <= 3, `${alarms} alarms in rounds of ${delayMs} ms`);
  }
});

/** Factors of a window's first seconds or, reversed, of its last ones. */
const RAMPS = [
  [10, [0.5]],
  [10, [0.5, 0.75]],
  [10, [0.5, 0.5, 0.5]],
  [30, [0.5]],
  [30, [0.5, 0.75, 0.9]],
] as const;

test('first seconds at half speed are found, also as the start of a ramp', () => {
  const random = mulberry32(2);
  for (const [seconds, ramp] of RAMPS) {
    let found = 0;
    for (let trial = 0; trial < 200; trial++) {
      if (levelChange(slowed(noisy(seconds, 0.02, 0.3, random), ramp), 0)?.part === 'early') found++;
    }
    assert.ok(found >= 195, `${found} of 200 with ${ramp} in ${seconds} s`);
  }
});

test('last seconds at half speed are found as reliably, also as the end of a slope', () => {
  const random = mulberry32(3);
  for (const [seconds, slope] of RAMPS) {
    let found = 0;
    for (let trial = 0; trial < 200; trial++) {
      const collapsed = slowed(noisy(seconds, 0.02, 0.3, random), slope).reverse();
      if (levelChange(collapsed, 0)?.part === 'late') found++;
    }
    assert.ok(found >= 195, `${found} of 200 with ${slope} before the end of ${seconds} s`);
  }
});

test('a warm-up that ends after the middle is a late change', () => {
  const random = mulberry32(4);
  let found = 0;
  for (let trial = 0; trial < 200; trial++) {
    const change = levelChange(slowed(noisy(10, 0.02, 0.3, random), new Array(7).fill(0.5)), 0);
    if (change?.part === 'late' && change.after > change.before) found++;
  }
  assert.ok(found >= 195, `${found} of 200`);
});

test('it reports when, from what and to what the level changed', () => {
  const series = [4000, 6000, 10_100, 9900, 10_000, 10_100, 9900, 10_000, 10_100, 9900];
  assert.deepEqual(levelChange(series, 0), { part: 'early', changeAtSecond: 2, before: 5000, after: 10_000 });
  assert.deepEqual(levelChange(series.toReversed(), 0), {
    part: 'late',
    changeAtSecond: 8,
    before: 10_000,
    after: 5000,
  });
});

test('a change in the very middle is early, and one a second later is late', () => {
  const [slow, fast] = [
    [5000, 5010, 4990, 5000],
    [10_000, 10_010, 9990, 10_000],
  ];
  assert.equal(levelChange([...slow, ...fast], 0)?.part, 'early');
  assert.equal(levelChange([...slow, 5000, ...fast], 0)?.part, 'late');
  assert.equal(levelChange([...slow, ...fast, 10_000], 0)?.part, 'early');
});

test('a start or an end that is too fast is no steady state either', () => {
  const series = [15_000, 10_100, 9900, 10_000, 10_100, 9900, 10_000, 10_100, 9900, 10_000];
  const change = levelChange(series, 0);
  assert.equal(change?.changeAtSecond, 1);
  assert.ok(change.before > change.after);
  assert.equal(levelChange(series.toReversed(), 0)?.changeAtSecond, 9);
});

test('one round more or less is no change, and anything beyond is', () => {
  const steady = [1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000];
  for (const series of [
    [890, ...steady],
    [...steady, 890],
  ]) {
    assert.equal(levelChange(series, 100), null);
    assert.ok(levelChange(series, 98));
  }
});

test('a small, a temporary and a too short change raise nothing', () => {
  const steady = [10_000, 10_000, 10_000, 10_000, 10_000, 10_000];
  assert.equal(levelChange([9600, ...steady], 0), null);
  assert.equal(levelChange([...steady, 9600], 0), null);
  assert.equal(
    levelChange([10_100, 9900, 10_000, 10_100, 5000, 5000, 10_000, 9900, 10_000, 10_100], 0),
    null,
  );
  assert.equal(levelChange([10, 10_000, 10_000, 10_000], 0), null);
  assert.equal(levelChange([10_000, 10_000, 10_000, 10], 0), null);
  assert.equal(levelChange([], 0), null);
  assert.equal(levelChange([0, 0, 0, 0, 0, 0], 0), null);
});

test('without noise a slow start is found, and so is an app that stops responding', () => {
  assert.deepEqual(levelChange([5000, 10_000, 10_000, 10_000, 10_000], 0), {
    part: 'early',
    changeAtSecond: 1,
    before: 5000,
    after: 10_000,
  });
  assert.deepEqual(levelChange([10_000, 10_000, 10_000, 10_000, 0, 0], 0), {
    part: 'late',
    changeAtSecond: 4,
    before: 10_000,
    after: 0,
  });
});
