/** Whether all cells of two runs moved together: as code that all of them share would do, and a host as well. */
import { type CellRuns, meanOf, shiftOf } from './blocks.ts';
import { mean, median, sum } from './summary.ts';

/** Standard normal, one in a hundred. */
const CLEARLY = 2.33;
/** A median of normal variables spreads by so much more than their mean. */
const OF_MEDIAN = 1.25;
/** Each cell moved by this share of the median at least, the same way. */
const LEAST_SHARE = 1 / 3;

/** The median change as a ratio; null where cells did not move, or not all of them. */
export function togetherOf(cells: readonly CellRuns[], assumedRunSpread: number): number | null {
  const shifts = cells.map(shiftOf);
  const middle = median(shifts);
  const noise = mean(cells.map(noiseOf)) + 2 * assumedRunSpread ** 2;
  const reach = CLEARLY * OF_MEDIAN * Math.sqrt(noise / cells.length);
  const isCommon = shifts.every((shift) => shift * Math.sign(middle) >= LEAST_SHARE * Math.abs(middle));
  return isCommon && Math.abs(middle) > reach ? Math.expm1(middle) : null;
}

function noiseOf(cell: CellRuns): number {
  return sum(
    cell.map((run) => {
      const average = meanOf(run);
      return sum([...run.values()].map((log) => (log - average) ** 2)) / (run.size - 1) / run.size;
    }),
  );
}
