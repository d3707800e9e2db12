/** Cells slowed by 5 % that are found, by single runs, and whether our interval holds what they were slowed by. */
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { ALPHA, claimable, compareCell, judges, ours } from '../judges.ts';
import { hosts, simulateRuns } from '../simulated-hosts.ts';
import { TRIALS } from './false-alarms.ts';
import { REPORTS, repeated, rowsOf, type SimulatedTable, shareOf } from './simulated-table.ts';

export const SLOWER = -0.05;
/** The cell of 24 that changed has the least p, which Holm multiplies by 24. */
const SIZES = [1, 24] as const;

export const foundTable: SimulatedTable = {
  name: '5 % found',
  titles: ['host', 'trials', ...judges.map(({ name }) => name), 'interval holds it'],
  rows: rowsOf(
    hosts,
    TRIALS,
    (host, trials) => `${host.name}, ${trials} trials`,
    (host, trials) => {
      const random = mulberry32(100 + trials);
      const cells = repeated(REPORTS, () =>
        simulateRuns({ host, cells: 1, trials, change: SLOWER }, random),
      ).flat();
      const compared = cells.map(compareCell);
      const found = judges.map((judge) => {
        const p = judge === ours ? compared.map(claimable) : cells.map(judge.pOf);
        return inSizes(p, judge.corrected);
      });
      const holding = shareOf(
        compared,
        (of) => of !== null && of.interval.low <= SLOWER && SLOWER <= of.interval.high,
      );
      return [host.name, String(trials), ...found, holding];
    },
  ),
};

/** inSizes is the share found of single cells, and of cells that are one of 24. */
export function inSizes(pValues: readonly number[], corrected: boolean): string {
  const sizes = corrected ? SIZES : [1];
  return sizes.map((size) => shareOf(pValues, (p) => size * p <= ALPHA)).join(' / ');
}
