/** How often changes of simulated cells are found, and false alarms raised. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimed, firstSlower } from '../dev/testing/cell-values.ts';

test('one of three cells that is 7% slower is found in 54 of 60 comparisons of 8 trials', () => {
  // A hundred times as many: chance alone moves the count of 60 by 4, and that of 6,000 by 45.
  const found = claimed({ cells: 3, change: firstSlower }, 'first', 1, 6_000);
  assert.ok(found >= 5_400, `${found} of 6,000`);
});

test('a drifting host raises hardly any alarm without a change', () => {
  for (const drift of [0, 0.003, 0.005, 0.01, 0.02]) {
    for (const trials of [
      [3, 3],
      [8, 8],
    ] as const) {
      const alarms = claimed({ cells: 3, drift, trials }, 'any', 3);
      // 5 of 60 reports at 1% each have an alarm in one of 2,500 tests.
      assert.ok(alarms <= 4, `${alarms} of 60 with a drift of ${drift}, ${trials} trials`);
    }
  }
});
