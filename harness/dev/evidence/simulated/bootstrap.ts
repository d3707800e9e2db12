/** Intervals of the hierarchical bootstrap (runs drawn with replacement, then trials of each), compared with ours. */
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { mean } from '../../../stats/summary.ts';
import { compareCell, RULE } from '../judges.ts';
import { byName, RUN_SPREAD, type SimulatedCell, simulateRuns } from '../simulated-hosts.ts';
import { SLOWER } from './found.ts';
import { repeated, rowsOf, type SimulatedTable, shareOf } from './simulated-table.ts';

const INTERVALS = 2_000;
const DRAWS = 999;
const host = byName('normal, 2%');

export const bootstrapTable: SimulatedTable = {
  name: '99% intervals that hold the change',
  titles: ['runs of 3 trials', 'they differ by', 'bootstrap', 'ours'],
  rows: rowsOf(
    [2, 3, 5, 10],
    [RUN_SPREAD, 0.02],
    (count, apart) => `${count} + ${count}, ${apart}`,
    (count, runSpread) => {
      const random = mulberry32(400 + count);
      const runs = { base: count, head: count };
      const session = { host, cells: 1, trials: 3, runs, runSpread, change: SLOWER };
      const cells = repeated(INTERVALS, () => simulateRuns(session, random)).flat();
      return [
        `${count} + ${count}`,
        `${(100 * runSpread).toFixed(1)}%`,
        shareOf(cells, (cell) => holds(bootstrapped(cell, random))),
        shareOf(cells, (cell) => holds(compareCell(cell)?.interval ?? { low: 0, high: 0 })),
      ];
    },
  ),
};

interface Interval {
  readonly low: number;
  readonly high: number;
}

function holds({ low, high }: Interval): boolean {
  return low <= SLOWER && SLOWER <= high;
}

function bootstrapped({ base, head }: SimulatedCell, random: () => number): Interval {
  const changes = repeated(DRAWS, () => drawnMean(head, random) / drawnMean(base, random) - 1);
  changes.sort((a, b) => a - b);
  const at = (share: number) => changes[Math.round(share * (DRAWS + 1)) - 1] ?? Number.NaN;
  return { low: at(RULE.alpha / 2), high: at(1 - RULE.alpha / 2) };
}

function drawnMean(runs: SimulatedCell['base'], random: () => number): number {
  const drawn = <T>(items: readonly T[]) => items.map(() => items[Math.floor(random() * items.length)] as T);
  return mean(drawn(runs).map((run) => mean(drawn(run))));
}
