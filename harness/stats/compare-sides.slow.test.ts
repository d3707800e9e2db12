/** How often intervals of simulated runs contain the change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ASSUMED } from '../dev/testing/side-values.ts';
import { compareSides } from './compare-sides.ts';
import { mulberry32 } from './mulberry32.ts';

test('99 of 100 intervals contain the change: single and several runs, few trials against many, runs with a larger spread', () => {
  const random = mulberry32(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const side = (runs: readonly number[], apart: number, level: number) =>
    runs.map((trials) => {
      const luck = apart * normal();
      return Array.from({ length: trials }, () => level * Math.exp(luck + 0.05 * normal()));
    });
  for (const [base, head, apart] of [
    [[3], [3], 0.01],
    [[10], [10], 0.01],
    [[1], [3], 0.01],
    [[2], [20], 0.01],
    [[3, 3], [3, 3], 0.01],
    [[3], new Array(10).fill(3), 0.01],
    [new Array(5).fill(2), new Array(5).fill(2), 0.01],
    [new Array(5).fill(3), new Array(5).fill(3), 0.06],
  ] as const) {
    const comparisons = 2_000;
    let missed = 0;
    for (let comparison = 0; comparison < comparisons; comparison++) {
      const found = compareSides(side(base, apart, 100), side(head, apart, 97), ASSUMED);
      if (!found || found.interval.low > -0.03 || found.interval.high < -0.03) missed++;
    }
    assert.ok(missed <= 0.017 * comparisons, `${missed} of ${comparisons} for ${base} + ${head}, ${apart}`);
  }
});
