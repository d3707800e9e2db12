/** How many trials a change needs to be detected, computed before measuring: the table in docs/compare.md. */
import { type Column, table } from '../../../reports/table.ts';
import { defaultCompareOptions } from '../../config/compare-rules.ts';
import { pairsReach } from '../../stats/compare-pairs.ts';
import { errorQuantile } from '../../stats/inference.ts';
import { errorOf } from '../../stats/sides-error.ts';
import { studentTQuantile } from '../../stats/student-t.ts';

const { alpha, runSpread } = defaultCompareOptions;
/** Probability of missing a real change. */
const MISSED = 0.05;
const MOST = 1_000;
const SETUPS = [1, 6] as const;

interface Plan {
  readonly change: number;
  /** Runs of each side; null for pairs. */
  readonly runs: number | null;
}

const plans: readonly Plan[] = [
  { change: 0.1, runs: 1 },
  { change: 0.07, runs: 1 },
  { change: 0.05, runs: 1 },
  { change: 0.05, runs: 3 },
  { change: 0.05, runs: 5 },
  { change: 0.05, runs: null },
];

/** Makes a table with one row per spread of trials within a run. */
export function trialsNeededTable(spreads: readonly number[]): string {
  const percent = (ratio: number) => `${Math.round(ratio * 100)} %`;
  const columns: Column<number>[] = plans.map(({ change, runs }) => ({
    title: `${percent(change)}, ${runs === null ? 'pairs' : `${runs} run${runs === 1 ? '' : 's'}`}`,
    align: 'right',
    cell: (spread) =>
      SETUPS.map(
        (setups) => fewest((trials) => shows({ change, runs }, spread, trials, alpha / setups)) ?? '–',
      ).join(' / '),
  }));
  return table([{ title: 'spread of trials', align: 'left', cell: percent }, ...columns], spreads);
}

/** @param level that a p-value must not exceed, for the one variant that changed */
function shows({ change, runs }: Plan, spread: number, trials: number, level: number): boolean {
  const size = -Math.log(1 - change);
  if (runs === null) {
    const standardError = (Math.SQRT2 * spread) / Math.sqrt(trials);
    const missed = standardError * studentTQuantile(MISSED, trials - 1);
    return pairsReach({ count: trials, standardError }, level) + missed <= size;
  }
  const counts = new Array<number>(runs).fill(trials);
  const spreads = {
    trial: [spread ** 2, spread ** 2],
    run: runSpread ** 2,
    drift: 0,
    assumedWorth: 4,
  } as const;
  const error = errorOf([counts, counts], spreads);
  return errorQuantile(level / 2, error) + errorQuantile(MISSED, error) <= size;
}

function fewest(suffices: (trials: number) => boolean): number | null {
  for (let trials = 2; trials <= MOST; trials++) if (suffices(trials)) return trials;
  return null;
}
