import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highestShare } from './clopper-pearson.ts';
import { leastPValue, permutationTest, signTest, trialsToTest } from './permutation-test.ts';

const close = (actual: number | null, expected: number) =>
  assert.ok(actual !== null && Math.abs(actual - expected) < 1e-6, `${actual}, not ${expected}`);

test('the p-value is the share of the ways to deal figures out that differ as much', () => {
  // There are 20 ways to choose three of six. One has the largest sum, and one the smallest.
  close(permutationTest([0, 0, 1], [12, 20, 31]), 2 / 20);
  close(permutationTest([0, 0, 0], [0, 0, 0]), 1);
  // 5 of 10 choose 5 ways: the extreme ones.
  close(permutationTest([0, 0, 0, 0, 0], [1, 2, 3, 4, 5]), 2 / 252);
  // By hand, head {3} of {0, 1, 3}: distances 2, 0.5, 2.5; one way of three reaches 2.5.
  close(permutationTest([0, 1], [3]), 1 / 3);
  assert.equal(permutationTest([], [3]), null);
});

test('ties and fractions count each way once, and many trials take no time', () => {
  close(permutationTest([0, 0], [0, 5]), 1);
  close(permutationTest([0.1, 0.2], [0.3, 0.4]), 2 / 6);
  const [base, head] = [new Array(40).fill(0), Array.from({ length: 40 }, (_, index) => index % 7)];
  const p = permutationTest(base, head);
  assert.ok(p !== null && p > 0 && p < 1e-9, `${p}`);
});

test('signs of pairs are evidence that only grows over looks', () => {
  close(signTest([1, 1, 1]), 4 / 8);
  close(signTest([-3, 0, -1, -2]), 4 / 8);
  close(signTest(new Array(11).fill(2)), 12 / 2 ** 11);
  close(signTest([]), 1);
  close(signTest([...new Array(11).fill(1), -1, -1]), 12 / 2 ** 11);
});

test('without a difference, signs reach a level at any look no more often than the level', () => {
  // All 2^12 orders of signs are as probable.
  const orders = 2 ** 12;
  let significant = 0;
  for (let order = 0; order < orders; order++) {
    const signs = Array.from({ length: 12 }, (_, at) => ((order >> at) & 1 ? 1 : -1));
    if (signTest(signs) <= 0.05) significant++;
  }
  assert.ok(significant > 0 && significant / orders <= 0.05, `${significant / orders}`);
});

test('the lowest p-value is that of the most extreme way to deal figures out', () => {
  const lowest = (base: number, head: number) =>
    permutationTest(new Array(base).fill(0), new Array(head).fill(1));
  for (const [base, head] of [
    [1, 1],
    [2, 3],
    [3, 3],
    [4, 3],
    [5, 5],
  ] as const) {
    close(lowest(base, head), leastPValue(base, head));
  }
  close(leastPValue(3, 3), 0.1);
});

test('five trials per side can show a difference at 1%', () => {
  assert.deepEqual([trialsToTest(0.05), trialsToTest(0.01)], [4, 5]);
});

test('nothing lost in three events leaves a chance of up to 63%', () => {
  close(highestShare(0, 3), 1 - 0.05 ** (1 / 3));
  close(highestShare(0, 1), 0.95);
  // R: binom.test(1, 10, alternative = "less") and (2, 5).
  assert.ok(Math.abs(highestShare(1, 10) - 0.3941633) < 1e-6);
  assert.ok(Math.abs(highestShare(2, 5) - 0.8107447) < 1e-6);
  assert.equal(highestShare(3, 3), 1);
});
