/** One cell of a few that is 7 % slower, and reports without any change, while the host drifts under all of them. */
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { ALPHA, claimsOf, oursOf } from '../judges.ts';
import { type Host, normal, type SimulatedCell, simulateRuns } from '../simulated-hosts.ts';
import { percent, repeated, rowsOf, type SimulatedTable } from './simulated-table.ts';

const TRIALS = 8;
const SPREAD = 0.025;
const SLOWER = -0.07;
const REPORTS = 2_000;

export const oneOfSeveralTable: SimulatedTable = {
  name: 'one of several cells',
  titles: ['drift a round', 'cells', 'false alarms', '7 % found'],
  rows: rowsOf(
    [0, 0.003, 0.005, 0.01, 0.02],
    [2, 3],
    (drift, cells) => `${drift}, ${cells} cells`,
    (drift, cells) => {
      const random = mulberry32(700 + cells);
      const alarms = repeated(REPORTS, () => claimsOf(oursOf(simulated(drift, cells, random)), true)).filter(
        (claims) => claims.includes(true),
      );
      const found = repeated(REPORTS, () => isFound(simulated(drift, cells, random, 0))).filter(Boolean);
      return [
        `${100 * drift} %`,
        String(cells),
        percent(alarms.length / REPORTS),
        percent(found.length / REPORTS),
      ];
    },
  ),
};

/** Two runs of 8 trials that spread by 2.5 %. */
function simulated(drift: number, cells: number, random: () => number, runSpread = 0.007): SimulatedCell[] {
  const host: Host = { name: 'normal, 2.5 %', drift, trialLuck: (draw) => SPREAD * normal(draw) };
  return simulateRuns({ host, cells, trials: TRIALS, runSpread }, random);
}

/** @param cells of which the first one is then slower @returns whether it is claimed, corrected for all of them */
function isFound([first, ...others]: readonly SimulatedCell[]): boolean {
  if (!first) return false;
  const head = first.head.map((run) => run.map((figure) => figure * (1 + SLOWER)));
  const [p = 1] = oursOf([{ ...first, head }, ...others]);
  return p * (1 + others.length) <= ALPHA;
}
