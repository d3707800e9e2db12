/** One cell of a few that is 7% slower, and reports without any change, while the host drifts under all of them. */
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { ALPHA, claimsOf, oursOf } from '../judges.ts';
import { RUN_SPREAD, slowed } from '../simulated-hosts.ts';
import { DRIFTS, type FewCells, simulateFew } from './few-cells.ts';
import { repeated, rowsOf, type SimulatedTable, shareOf } from './simulated-table.ts';

const SLOWER = -0.07;
/** Runs if there is no change: a rate of 1% is then known to 0.14 (two standard errors). */
const UNCHANGED = 20_000;
/** With one: 90% is known to 0.8. */
const CHANGED = 5_000;

export const oneOfSeveralTable: SimulatedTable = {
  name: 'one of several cells',
  titles: ['drift a round', 'cells', 'false alarms', '7% found, runs alike', '7% found, runs 0.7% apart'],
  rows: rowsOf(
    DRIFTS,
    [2, 3],
    (drift, cells) => `${drift}, ${cells} cells`,
    (drift, cells) => {
      // No other table and no study that chose a constant draws from these seeds.
      const random = mulberry32(7_000 + 100_000 * drift + cells);
      const unchanged = repeated(UNCHANGED, () => oursOf(simulateFew({ drift, cells }, random)));
      const found = (runSpread: number) =>
        shareOf(
          repeated(CHANGED, () => oursOfFirstSlower({ drift, cells, runSpread }, random)),
          (p) => p * cells <= ALPHA,
        );
      return [
        `${100 * drift}%`,
        String(cells),
        shareOf(unchanged, (pValues) => claimsOf(pValues, true).includes(true)),
        found(0),
        found(RUN_SPREAD),
      ];
    },
  ),
};

/** p of the first cell, which alone is slower. */
function oursOfFirstSlower(of: FewCells, random: () => number): number {
  const [first, ...others] = simulateFew(of, random);
  if (!first) return 1;
  const [p = 1] = oursOf([slowed(first, SLOWER), ...others]);
  return p;
}
