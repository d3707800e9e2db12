import type { Level, TrendPoint } from '../records/history.ts';
import { sum } from '../stats/summary.ts';

/**
 * Standard deviation of the logs of points around their level, about the coefficient of variation between nights;
 * null where there are not three points more than levels.
 */
export function noiseOf(points: readonly TrendPoint[], levels: readonly Level[]): number | null {
  const freedom = points.length - levels.length;
  if (freedom < 3) return null;
  const squares = levels.flatMap(({ first, last, mean }) =>
    points.slice(first, last + 1).map(({ value }) => Math.log(value / mean) ** 2),
  );
  return Math.sqrt(sum(squares) / freedom);
}
