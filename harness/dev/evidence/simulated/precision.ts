/** Whether the 95% intervals at which `--precision` stops hold the mean. */
import { type Precision, wouldNarrow } from '../../../run/plan.ts';
import { meanInterval } from '../../../stats/confidence.ts';
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { mean } from '../../../stats/summary.ts';
import { normal } from '../simulated-hosts.ts';
import { REPORTS, repeated, rowsOf, type SimulatedTable, shareOf } from './simulated-table.ts';

const ASKED: Precision = { relativeHalfWidth: 0.02, maxTrials: 30 };

export const precisionTable: SimulatedTable = {
  name: '95% intervals that hold the mean, where --precision stopped',
  titles: ['trials at first', 'they spread by', 'reached', 'of these held', 'of all held', 'trials, mean'],
  rows: rowsOf(
    [2, 3, 5],
    [0.01, 0.02, 0.03, 0.054],
    (first, spread) => `${first}, ${spread}`,
    (first, spread) => {
      const random = mulberry32(500 + first);
      const ends = repeated(REPORTS, () => stopped(first, () => 1 + spread * normal(random)));
      const reached = ends.filter(({ isReached }) => isReached);
      return [
        String(first),
        `${(100 * spread).toFixed(1)}%`,
        shareOf(ends, ({ isReached }) => isReached),
        shareOf(reached, ({ holds }) => holds),
        shareOf(ends, ({ holds }) => holds),
        mean(ends.map(({ trials }) => trials)).toFixed(1),
      ];
    },
  ),
};

/** stopped makes trials of a cell whose true mean is 1, until no more are needed. */
function stopped(first: number, trial: () => number) {
  const values = repeated(first, trial);
  let interval = meanInterval(values);
  while (
    values.length < ASKED.maxTrials &&
    wouldNarrow({ values, interval, floor: 0 }, ASKED.relativeHalfWidth)
  ) {
    values.push(trial());
    interval = meanInterval(values);
  }
  return {
    trials: values.length,
    isReached: interval !== null && interval.relativeHalfWidth <= ASKED.relativeHalfWidth,
    holds: interval !== null && interval.low <= 1 && 1 <= interval.high,
  };
}
