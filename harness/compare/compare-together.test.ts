import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failedTrial } from '../../reports/testing/example-record.ts';
import { cellOf, compared, faster, namedRun } from '../dev/testing/compared-runs.ts';
import { compareSides } from '../stats/compare-sides.ts';
import { mulberry32 } from '../stats/mulberry32.ts';

/** Trials of all cells, with a spread of about 2.5%. */
function noisy(random: () => number, level: number, day: number, workers: readonly number[] = [1, 2, 4]) {
  const spread = () => level * (1 + 0.043 * (2 * random() - 1));
  return namedRun({ day, trials: 8, workers: [...workers], alter: (trial) => faster(spread())(trial) });
}

test('a commit that makes all cells 7% slower is found, or undecided with that reason', () => {
  const random = mulberry32(1);
  for (let comparison = 0; comparison < 20; comparison++) {
    const { cells } = compared(noisy(random, 1, 1), noisy(random, 0.93, 2));
    for (const { verdict, reason } of cells) {
      assert.ok(verdict === 'regression' || verdict === 'undecided', verdict);
      if (verdict === 'undecided') assert.match(reason ?? '', /all cells moved together \(-\d/);
    }
  }
});

test('a single cell is judged by itself', () => {
  const random = mulberry32(2);
  const comparison = compared(noisy(random, 1, 1, [1]), noisy(random, 0.95, 2, [1]));
  const { primary } = cellOf(comparison, 'single');
  const alone = compareSides(primary.base.runs, primary.head.runs, { assumedRunSpread: 0.01 });
  assert.equal(comparison.cells.length, 1);
  assert.equal(primary.pValue, alone?.pValue);
  assert.deepEqual(primary.interval, alone?.interval);
});

test('a failed trial removes its block from that cell only', () => {
  const head = namedRun({
    day: 2,
    alter: (trial) =>
      trial.trial === 2 && trial.cell === 'single'
        ? failedTrial(trial, 'died')
        : faster(0.9, 'single')(trial),
  });
  const comparison = compared(namedRun(), head);
  assert.equal(cellOf(comparison, 'single').verdict, 'regression');
  assert.notEqual(cellOf(comparison, 'cluster-2-rr').verdict, 'improvement');
});
