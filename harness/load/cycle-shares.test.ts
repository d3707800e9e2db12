import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mulberry32 } from '../stats/mulberry32.ts';
import { mean } from '../stats/summary.ts';
import { CycleShares, cycleThroughput } from './cycle-shares.ts';

const WARMUP_MS = 60_000;

/** Simulates a window over connections that each send the next request when the last one has ended. */
function windowOf(
  connections: number,
  seconds: number,
  lengthMs: (connection: number, turn: number) => number,
  offsetMs = 0,
) {
  const window = { fromMs: WARMUP_MS + offsetMs, toMs: WARMUP_MS + offsetMs + 1_000 * seconds };
  const shares = new CycleShares(window);
  for (let connection = 0; connection < connections; connection++) {
    for (let [atMs, turn] = [0, 0]; atMs < window.toMs; turn++) {
      const endMs = atMs + lengthMs(connection, turn);
      shares.add(atMs, endMs);
      atMs = endMs;
    }
  }
  const { requests, resolution } = cycleThroughput([shares.figures()], 1_000 * seconds);
  return { throughput: requests / seconds, resolution };
}

test('a request that the window cuts counts by the part inside', () => {
  for (const waitMs of [5, 50, 790, 815, 1_900, 1_950, 2_970, 3_020, 4_000]) {
    for (const seconds of [2, 10, 30]) {
      for (const offsetMs of [0, 371]) {
        const { throughput, resolution } = windowOf(60, seconds, () => waitMs, offsetMs);
        const truth = 60_000 / waitMs;
        assert.ok(
          Math.abs(throughput / truth - 1) < 1e-6,
          `${waitMs} ms in ${seconds} s: ${throughput}, not ${truth}`,
        );
        assert.ok(resolution < 1e-6, `no uncertainty is left: ${resolution}`);
      }
    }
  }
});

const cases: readonly [string, number, number, (random: () => number) => number, number][] = [
  ['exponential 700 ms, 3 s', 50, 3, (random) => -700 * Math.log(1 - random()), 700],
  ['1% take 500 ms, 2 s', 50, 2, (random) => (random() < 0.01 ? 500 : 20), 24.8],
  ['5% take 2 s, 3 s', 50, 3, (random) => (random() < 0.05 ? 2_000 : 100), 195],
  ['one connection, exponential 200 ms, 30 s', 1, 30, (random) => -200 * Math.log(1 - random()), 200],
];
for (const [name, connections, seconds, draw, meanMs] of cases) {
  test(`the mean over many windows is exact: ${name}`, () => {
    const random = mulberry32(7);
    const ratios = Array.from(
      { length: 400 },
      () => windowOf(connections, seconds, () => draw(random)).throughput / ((1_000 * connections) / meanMs),
    );
    const error = mean(ratios) - 1;
    const spread = Math.sqrt(mean(ratios.map((ratio) => (ratio - mean(ratios)) ** 2)) / ratios.length);
    assert.ok(Math.abs(error) < Math.max(0.01, 3 * spread), `${(100 * error).toFixed(2)}%`);
  });
}

test('connections that alternate in step between short and long requests leave an uncertainty of part of a round', () => {
  const lengthMs = (_: number, turn: number) => (turn % 2 === 0 ? 100 : 2_000);
  const truth = (60 * 2) / 2.1;
  for (const offsetMs of [0, 300, 900, 1_700]) {
    const { throughput, resolution } = windowOf(60, 3, lengthMs, offsetMs);
    const error = Math.abs(throughput / truth - 1);
    assert.ok(error <= Math.max(0.01, resolution), `${error} is more than ${resolution}`);
  }
});

test('connections that hang count for the requests before that', () => {
  const window = { fromMs: 0, toMs: 3_000 };
  const shares = new CycleShares(window);
  for (let connection = 0; connection < 60; connection++) {
    const untilMs = connection % 2 === 0 ? 3_000 : 1_500;
    for (let atMs = 0; atMs < untilMs; atMs += 100) shares.add(atMs, atMs + 100);
  }
  assert.ok(Math.abs(cycleThroughput([shares.figures()], 3_000).requests / (30 * 30 + 30 * 15) - 1) < 1e-9);
});

test('figures of load processes add up', () => {
  const window = { fromMs: 0, toMs: 1_000 };
  const each = [0, 1].map((process) => {
    const shares = new CycleShares(window);
    for (let atMs = -50 * process; atMs < 1_000; atMs += 100) shares.add(atMs, atMs + 100);
    return shares.figures();
  });
  assert.ok(Math.abs(cycleThroughput(each, 1_000).requests - 20) < 1e-9);
});
