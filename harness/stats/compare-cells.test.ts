import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimed, firstSlower, OPTIONS, type Simulated, simulate } from '../dev/testing/cell-values.ts';
import { compareCells } from './compare-cells.ts';
import { mulberry32 } from './mulberry32.ts';

for (const [name, of, least] of [
  ['two cells', { cells: 2 }, 46],
  ['twelve cells', { cells: 12 }, 46],
  ['8 trials against 12', { cells: 3, trials: [8, 12] }, 54],
  ['a failed trial', { cells: 3, fails: (cell, block) => cell === 0 && block === 3 }, 48],
  ['other cells that failed in a block', { cells: 3, fails: (cell, block) => cell > 0 && block === 5 }, 48],
] as readonly (readonly [string, Simulated, number])[]) {
  test(`a cell that is 7% slower is usually found: ${name}`, () => {
    const found = claimed({ ...of, change: firstSlower }, 'first', 2);
    assert.ok(found >= least, `${found} of 60`);
  });
}

test('a cell that did not change is not faster because the others are slower', () => {
  const random = mulberry32(4);
  let claims = 0;
  for (let comparison = 0; comparison < 60; comparison++) {
    const cells = simulate({ cells: 3, change: (cell) => (cell === 0 ? 0 : -0.07) }, random);
    const [unchanged] = compareCells(cells, OPTIONS);
    if ((unchanged?.pValue ?? 1) * 3 <= 0.01) claims++;
  }
  assert.ok(claims <= 1, `${claims} of 60`);
});

test('cells that all moved are reported as moving together, and no interval is within 5%', () => {
  const random = mulberry32(5);
  for (let comparison = 0; comparison < 60; comparison++) {
    for (const { movedTogether, alone } of compareCells(
      simulate({ cells: 3, change: () => -0.07 }, random),
      OPTIONS,
    )) {
      assert.ok(movedTogether !== null && movedTogether < -0.02);
      assert.ok(alone.low < -0.05);
    }
  }
});
