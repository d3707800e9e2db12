/** Finds where a cell's series changes its level, and how its points spread around their levels. */
import type { Change, Level, Night, TrendPoint } from '../records/history.ts';
import { changePoints, changeRange } from '../stats/e-divisive.ts';
import { mulberry32 } from '../stats/mulberry32.ts';
import { mean, sum } from '../stats/summary.ts';

/** Fixed, so that the same history always has the same changes. */
const SEED = 20_140_101;

export interface ChangeOptions {
  readonly minChange: number;
  /** Per series. */
  readonly significance: number;
  readonly better: 'more' | 'less';
}

/**
 * Levels are the segments between the change points that E-divisive finds in the logs of the values. Levels that
 * differ by less than the minimum change are merged, the closest first.
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
  const buildNight = (point: number) => nights[points[point]?.night ?? -1] as Night;
  const changes = levels.slice(1).map((level, at): Change => {
    const old = levels[at] as Level;
    const within = changeRange(logs.slice(old.first, level.last + 1), level.first - old.first);
    const range = { earliest: old.first + within.earliest, latest: old.first + within.latest };
    const change = level.mean / old.mean - 1;
    return {
      point: level.first,
      night: buildNight(level.first),
      range,
      after: buildNight(range.earliest - 1),
      until: buildNight(range.latest),
      from: old.mean,
      to: level.mean,
      change,
      effect: change > 0 === (better === 'more') ? 'better' : 'worse',
    };
  });
  return { levels, changes };
}

/**
 * At most one in `significance` permutations may reach the split. If that is a single one, chance decides near the
 * limit, so that short series, for which they are cheap, use ten times as many.
 */
function permutationsFor(points: number, significance: number): number {
  const mayReach = Math.min(10, Math.max(1, Math.floor(1_000 / points)));
  return Math.max(199, Math.ceil(mayReach / significance) - 1);
}

/**
 * A split of n points in the middle is the best one in only one of n! / (n/2)!² orders. With fewer points than this
 * returns, not even such a split is significant.
 */
export function leastNights(significance: number): number {
  for (let points = 6, orders = 20; ; points++) {
    // A split in two halves is equally good with the halves swapped.
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
 * Standard deviation of the logs of points around their level, which is about the coefficient of variation between
 * nights. null unless there are at least three more points than levels.
 */
export function noiseOf(points: readonly TrendPoint[], levels: readonly Level[]): number | null {
  const freedom = points.length - levels.length;
  if (freedom < 3) return null;
  const squares = levels.flatMap(({ first, last, mean }) =>
    points.slice(first, last + 1).map(({ value }) => Math.log(value / mean) ** 2),
  );
  return Math.sqrt(sum(squares) / freedom);
}
