import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { uslPeakInterval } from '../../../stats/usl-peak-interval.ts';
import { holdsPeak, laws, simulatePoints } from './peaks.ts';
import { repeated } from './simulated-table.ts';

const INTERVALS = 100;

test('of 95% intervals of the peak, from three trials a worker count, 95 of 100 hold it', () => {
  const random = mulberry32(1);
  const held = laws.flatMap((law) =>
    [0.01, 0.03].flatMap((spread) =>
      repeated(INTERVALS, () =>
        holdsPeak(law, uslPeakInterval(simulatePoints(law, { trials: 3, spread }, random))),
      ),
    ),
  );
  const share = held.filter(Boolean).length / held.length;
  // Four standard errors of 800.
  assert.ok(Math.abs(share - 0.95) < 0.031, String(share));
});
