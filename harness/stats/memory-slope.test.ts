import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memorySlope } from './memory-slope.ts';
import { mulberry32 } from './mulberry32.ts';

const MB = 1e6;

/** One sample per second. */
function slopeOf(seconds: number, bytesAt: (second: number) => number) {
  const instants = Array.from({ length: seconds + 1 }, (_, second) => second);
  const slope = memorySlope(instants, instants.map(bytesAt));
  assert.ok(slope);
  return slope;
}

/** Normal, with mean 0 and this deviation. */
function noise(random: () => number, deviation: number): number {
  return deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Share of made-up windows whose interval holds the true slope, and of those that lies above 0. */
function shares(
  windows: number,
  perHour: number,
  bytesOf: (random: () => number) => (second: number) => number,
) {
  let [covered, above] = [0, 0];
  for (let seed = 0; seed < windows; seed++) {
    const { low, high } = slopeOf(120, bytesOf(mulberry32(seed)));
    if (low <= perHour && perHour <= high) covered++;
    if (low > 0) above++;
  }
  return { covered: covered / windows, above: above / windows };
}

test('a leak is found to the byte where nothing disturbs it', () => {
  const { bytesPerHour, low, high, firstHalfBytesPerHour } = slopeOf(
    60,
    (second) => 60 * MB + second * 1_000,
  );
  for (const value of [bytesPerHour, low, high, firstHalfBytesPerHour]) {
    assert.ok(Math.abs(value - 3.6 * MB) < 1, `${value}`);
  }
});

test('a heap that has reached its size does not grow, whatever it did before', () => {
  const { bytesPerHour, firstHalfBytesPerHour } = slopeOf(
    60,
    (second) => 60 * MB + MB * Math.min(second, 20),
  );
  assert.equal(bytesPerHour, 0);
  assert.ok(firstHalfBytesPerHour > 1_000 * MB);
});

test('short windows have no slope', () => {
  assert.equal(memorySlope([0, 1, 2], [1, 2, 3]), null);
});

test('the sawtooth of a garbage collector rarely passes for growth', () => {
  const { covered, above } = shares(200, 0, (random) => {
    const [period, phase] = [3 + 12 * random(), random()];
    return (second) => 80 * MB + 20 * MB * ((second / period + phase) % 1) + noise(random, MB);
  });
  assert.ok(covered >= 0.93, `${covered}`);
  assert.ok(above <= 0.05, `${above}`);
});

test('independent noise has the promised coverage, and correlated noise nearly so', () => {
  assert.ok(shares(200, 0, (random) => () => 80 * MB + noise(random, MB)).covered >= 0.9);
  const correlated = shares(200, 0, (random) => {
    let state = noise(random, MB);
    return () => {
      state = 0.7 * state + noise(random, 0.7 * MB);
      return 80 * MB + state;
    };
  });
  assert.ok(correlated.covered >= 0.85, `${correlated.covered}`);
});

test('a leak below a sawtooth is found', () => {
  const perHour = 900 * MB;
  const { covered, above } = shares(100, perHour, (random) => {
    const [period, phase] = [3 + 8 * random(), random()];
    return (second) =>
      80 * MB + (perHour * second) / 3_600 + 10 * MB * ((second / period + phase) % 1) + noise(random, MB);
  });
  assert.ok(covered >= 0.9, `${covered}`);
  assert.ok(above >= 0.9, `${above}`);
});
