/** All cells 7% slower, as a commit to what they share would make them, on a host that drifts: which answers they get. */
import { holm } from '../../../stats/inference.ts';
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { ALPHA, claimable, comparedTogether, RULE } from '../judges.ts';
import { DRIFTS, type FewCells, simulateFew } from './few-cells.ts';
import { repeated, rowsOf, type SimulatedTable, shareOf } from './simulated-table.ts';

const SLOWER = -0.07;
const REPORTS = 5_000;

type Answer = 'found' | 'moved together' | 'too wide' | 'no change';

export const allSlowerTable: SimulatedTable = {
  name: 'all cells 7% slower',
  titles: ['drift a round', 'cells', 'found', 'all moved together', 'interval too wide', 'no change'],
  rows: rowsOf(
    DRIFTS,
    [2, 3],
    (drift, cells) => `${drift}, ${cells} cells`,
    (drift, cells) => {
      const random = mulberry32(9_500 + 100_000 * drift + cells);
      const answers = repeated(REPORTS, () => answersOf({ drift, cells, change: SLOWER }, random)).flat();
      const share = (of: Answer) => shareOf(answers, (answer) => answer === of);
      return [
        `${100 * drift}%`,
        String(cells),
        share('found'),
        share('moved together'),
        share('too wide'),
        share('no change'),
      ];
    },
  ),
};

function answersOf(of: FewCells, random: () => number): Answer[] {
  const found = comparedTogether(simulateFew(of, random));
  const adjusted = holm(found.map(claimable));
  return found.map(({ alone, movedTogether, change }, at) => {
    if ((adjusted[at] ?? 1) <= ALPHA) return 'found';
    if (alone.low >= -RULE.threshold && alone.high <= RULE.threshold) return 'no change';
    const isTogether = [movedTogether ?? 0, change].every((moved) => Math.abs(moved) >= RULE.minEffect);
    return isTogether ? 'moved together' : 'too wide';
  });
}
