import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CellRuns } from './blocks.ts';
import { compareCells } from './compare-cells.ts';
import { mulberry32 } from './mulberry32.ts';

const OPTIONS = { assumedRunSpread: 0.01 };

interface Simulated {
  readonly cells: number;
  readonly trials?: readonly [number, number];
  readonly drift?: number;
  /** Of the head, by cell. */
  readonly change?: (cell: number) => number;
  /** Whether a trial failed. */
  readonly fails?: (cell: number, block: number) => boolean;
}

/** Base, then head, on a host that wanders from block to block; trials spread by 2.5 %. */
function simulate(of: Simulated, random: () => number): CellRuns[] {
  const { cells, trials = [8, 8], drift = 0, change = () => 0, fails = () => false } = of;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let wandered = 0;
  const runs = Array.from(
    { length: cells },
    () => [new Map<number, number>(), new Map<number, number>()] as const,
  );
  for (const side of [0, 1] as const) {
    for (let block = 1; block <= trials[side]; block++) {
      wandered += drift * normal();
      for (const [cell, run] of runs.entries()) {
        const log = wandered + (side === 1 ? Math.log1p(change(cell)) : 0) + 0.025 * normal();
        if (!fails(cell, block)) run[side].set(block, log);
      }
    }
  }
  return runs;
}

/** Comparisons in which any, or the first, of the cells is claimed at 1 % by Holm's first step. */
function claimed(of: Simulated, only: 'first' | 'any', seed = 1, comparisons = 60): number {
  const random = mulberry32(seed);
  let count = 0;
  for (let comparison = 0; comparison < comparisons; comparison++) {
    const found = compareCells(simulate(of, random), OPTIONS);
    const judged = only === 'first' ? found.slice(0, 1) : found;
    if (judged.some(({ pValue, change }) => pValue * of.cells <= 0.01 && Math.abs(change) >= 0.02)) count++;
  }
  return count;
}

const firstSlower = (cell: number) => (cell === 0 ? -0.07 : 0);

test('one of three cells that is 7 % slower is found in 54 of 60 comparisons of 8 trials', () => {
  // Ten times as many as that, for chance alone moves the count of 60 by 4.
  const found = claimed({ cells: 3, change: firstSlower }, 'first', 1, 600);
  assert.ok(found >= 540, `${found} of 600`);
});

for (const [name, of, least] of [
  ['two cells', { cells: 2 }, 46],
  ['twelve cells', { cells: 12 }, 46],
  ['8 trials against 12', { cells: 3, trials: [8, 12] }, 54],
  ['a trial that failed', { cells: 3, fails: (cell, block) => cell === 0 && block === 3 }, 48],
  ['others that failed in a block', { cells: 3, fails: (cell, block) => cell > 0 && block === 5 }, 48],
] as readonly (readonly [string, Simulated, number])[]) {
  test(`a cell that is 7 % slower is found most of the time: ${name}`, () => {
    const found = claimed({ ...of, change: firstSlower }, 'first', 2);
    assert.ok(found >= least, `${found} of 60`);
  });
}

test('a host that wanders raises hardly any alarm where nothing changed', () => {
  for (const drift of [0, 0.003, 0.005, 0.01, 0.02]) {
    for (const trials of [
      [3, 3],
      [8, 8],
    ] as const) {
      const alarms = claimed({ cells: 3, drift, trials }, 'any', 3);
      // Of 60 reports of 1 % each, 5 have an alarm in one of 2,500 tests.
      assert.ok(alarms <= 4, `${alarms} of 60 with a drift of ${drift}, ${trials} trials`);
    }
  }
});

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

test('cells that all moved are said to have moved together, and no interval is within 5 %', () => {
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
