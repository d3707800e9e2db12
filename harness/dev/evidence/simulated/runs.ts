/** Several runs per side: how the spread between them affects tests that count trials, and ours. */
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { ALPHA, type Judge, ours, welch } from '../judges.ts';
import { byName, RUN_SPREAD, simulateRuns } from '../simulated-hosts.ts';
import { SLOWER } from './found.ts';
import { REPORTS, repeated, rowsOf, type SimulatedTable, shareOf } from './simulated-table.ts';

const SIDES = [
  { base: 1, head: 1 },
  { base: 2, head: 2 },
  { base: 3, head: 3 },
  { base: 5, head: 5 },
  { base: 14, head: 1 },
] as const;
const host = byName('normal, 2%');

export const runsTable: SimulatedTable = {
  name: 'runs of 3 trials',
  titles: ['runs', 'they differ by', 'false alarms, ours', welch.name, '5% found, ours', welch.name],
  rows: rowsOf(
    SIDES,
    [RUN_SPREAD, 0.01, 0.015, 0.02, 0.03],
    ({ base, head }, apart) => `${base} + ${head}, ${apart}`,
    (runs, runSpread) => {
      const random = mulberry32(11);
      const share = (judge: Judge, change: number) => {
        const session = { host, cells: 1, trials: 3, runs, runSpread, change };
        const cells = repeated(REPORTS, () => simulateRuns(session, random)).flat();
        return shareOf(cells, (cell) => judge.pOf(cell) <= ALPHA);
      };
      return [
        `${runs.base} + ${runs.head}`,
        `${(100 * runSpread).toFixed(1)}%`,
        share(ours, 0),
        share(welch, 0),
        share(ours, SLOWER),
        share(welch, SLOWER),
      ];
    },
  ),
};
