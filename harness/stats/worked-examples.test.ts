/** The numbers of the worked examples in docs/statistics.md. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { highestShare } from './clopper-pearson.ts';
import { leastPValue, permutationTest, signTest, trialsToTest } from './permutation-test.ts';

const page = readFileSync('docs/statistics.md', 'utf8').replace(/\s+/g, ' ');

function says(text: string): void {
  assert.ok(page.includes(text), `docs/statistics.md does not say "${text}"`);
}

test('the permutation test of five trials per side', () => {
  const p = permutationTest([0, 0, 1, 0, 2], [12, 20, 31, 9, 14]);
  says('the base lost 0, 0, 1, 0 and 2 requests per event in five trials, and the head 12, 20, 31, 9 and 14');
  says(`p = 2/252 = ${p?.toFixed(4)}`);
});

test('the lowest p-values, and the trials that a report and a comparison need', () => {
  for (const trials of [3, 4, 5, 6]) says(`| ${trials} | ${leastPValue(trials, trials).toFixed(4)} |`);
  assert.deepEqual([trialsToTest(0.05), trialsToTest(0.01)], [4, 5]);
});

test('signs of pairs', () => {
  says(`p = 11/2¹⁰ = ${signTest(new Array(10).fill(1)).toFixed(4)}`);
  says(`p = 12/2¹¹ = ${signTest(new Array(11).fill(1)).toFixed(4)}`);
});

test('bounds of the chance of a loss', () => {
  for (const [seen, count] of [
    [0, 1],
    [0, 3],
    [0, 10],
    [1, 10],
    [0, 59],
  ] as const) {
    says(`| ${seen} of ${count} | ${(100 * highestShare(seen, count)).toFixed(1)}% |`);
  }
  says(`up to ${(100 * highestShare(0, 3)).toFixed(0)}% each`);
  says(`none of 1,200 would bound that chance to ${(100 * highestShare(0, 1_200)).toFixed(2)}%`);
});
