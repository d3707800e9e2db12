/** Series of nights: change points found where the level stays, and where it falls by 5%. */

import { changePoints } from '../../../stats/e-divisive.ts';
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { normal } from '../simulated-hosts.ts';
import { repeated, rowsOf, type SimulatedTable, shareOf } from './simulated-table.ts';

const SERIES = 2_000;
const FIRST_LOOK = 6;

interface Nights {
  readonly name: string;
  /** Standard deviation of logs. */
  readonly spread: number;
  /** Correlation of a night with the next one. */
  readonly correlation: number;
  /** Change of the level, half way. */
  readonly change: number;
}

const kinds: readonly Nights[] = [
  { name: 'the level stays', spread: 0.02, correlation: 0, change: 0 },
  { name: 'it stays, nights follow each other by 0.3', spread: 0.02, correlation: 0.3, change: 0 },
  { name: 'it stays, nights follow each other by 0.6', spread: 0.02, correlation: 0.6, change: 0 },
  { name: 'it falls by 5% half way, nights spread by 2%', spread: 0.02, correlation: 0, change: -0.05 },
  { name: 'it falls by 5% half way, nights spread by 4%', spread: 0.04, correlation: 0, change: -0.05 },
];

export const changePointTable: SimulatedTable = {
  name: 'change points',
  titles: ['series', 'nights', 'one found, or more', 'one at any night'],
  rows: rowsOf(
    kinds,
    [20, 60],
    ({ name }, nights) => `${name}, ${nights} nights`,
    (kind, nights) => {
      const random = mulberry32(nights);
      const series = repeated(SERIES, () => simulate(kind, nights, random));
      const isFound = (of: readonly number[]) => changePoints(of, { random }).length > 0;
      const atAnyNight = (of: readonly number[]) =>
        of.some((_, at) => at + 1 >= FIRST_LOOK && isFound(of.slice(0, at + 1)));
      return [kind.name, String(nights), shareOf(series, isFound), shareOf(series, atAnyNight)];
    },
  ),
};

function simulate({ spread, correlation, change }: Nights, nights: number, random: () => number): number[] {
  let luck = normal(random);
  return Array.from({ length: nights }, (_, night) => {
    luck = correlation * luck + Math.sqrt(1 - correlation ** 2) * normal(random);
    return 100 * Math.exp(spread * luck) * (2 * night >= nights ? 1 + change : 1);
  });
}
