/** Where the series of a cell changes its level, and how its points spread around their levels. */
import type { Change, Level, Night, TrendPoint } from '../records/history.ts';
import { changePoints, changeRange } from '../stats/e-divisive.ts';
import { mulberry32 } from '../stats/mulberry32.ts';
import { mean, sum } from '../stats/summary.ts';

/** Fixed, so that the same history always gives the same changes. */
const SEED = 20_140_101;

export interface ChangeOptions {
  readonly minChange: number;
  /** Of one series. */
  readonly significance: number;
  readonly better: 'more' | 'less';
}

/**
 * Levels are those between the change points that E-divisive finds on logs of the values; levels that differ by less
 * than the least change become one, the closest first.
 */
export function changesOf(
  points: readonly TrendPoint[],
  nights: readonly Night[],
  { minChange, significance, better }: ChangeOptions,
): { levels: Level[]; changes: Change[] } {
  const logs = points.map(({ value }) => Math.log(value));
  const found = changePoints(logs, {
    significance,
    permutations: permutationsFor(points.length, significance),
    random: mulberry32(SEED),
  });
  const levels = levelsOf(
    logs,
    found.map(({ index }) => index),
    minChange,
  );
  const nightOf = (point: number) => nights[points[point]?.night ?? -1] as Night;
  const changes = levels.slice(1).map((level, at): Change => {
    const old = levels[at] as Level;
    const within = changeRange(logs.slice(old.first, level.last + 1), level.first - old.first);
    const range = { earliest: old.first + within.earliest, latest: old.first + within.latest };
    const change = level.mean / old.mean - 1;
    return {
      point: level.first,
      night: nightOf(level.first),
      range,
      after: nightOf(range.earliest - 1),
      until: nightOf(range.latest),
      from: old.mean,
      to: level.mean,
      change,
      effect: change > 0 === (better === 'more') ? 'better' : 'worse',
    };
  });
  return { levels, changes };
}

/**
 * One in `significance` of them may reach the split. Where that is a single one, chance decides near the edge: short
 * series, of which they are cheap, have ten times as many.
 */
function permutationsFor(points: number, significance: number): number {
  const mayReach = Math.min(10, Math.max(1, Math.floor(1_000 / points)));
  return Math.max(199, Math.ceil(mayReach / significance) - 1);
}

/**
 * A split of n points in the middle is the only one so good in n! / (n/2)!² orders: with fewer points than these
 * even that is no surprise.
 */
export function leastNights(significance: number): number {
  for (let points = 6, orders = 20; ; points++) {
    // An even split is as good the other way round.
    if ((points % 2 === 0 ? orders / 2 : orders) >= 1 / significance) return points;
    orders = (orders * (points + 1)) / Math.ceil((points + 1) / 2);
  }
}

function levelsOf(logs: readonly number[], starts: readonly number[], minChange: number): Level[] {
  const kept = [...starts];
  for (;;) {
    const firsts = [0, ...kept];
    const levels = firsts.map((first, at) => {
      const last = (firsts[at + 1] ?? logs.length) - 1;
      return { first, last, mean: Math.exp(mean(logs.slice(first, last + 1))) };
    });
    const changes = kept.map((_, at) => Math.abs((levels[at + 1]?.mean ?? 1) / (levels[at]?.mean ?? 1) - 1));
    const smallest = Math.min(...changes);
    if (smallest >= minChange || kept.length === 0) return levels;
    kept.splice(changes.indexOf(smallest), 1);
  }
}

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
