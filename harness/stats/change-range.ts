/** Where a change may lie as well: the place that fits best is rarely known to the point. */
import { mean, sum } from './summary.ts';

/** 2 ln of the likelihood ratio that places of an abrupt change stay below in 95 of 100 series. */
const CRITICAL = 7.352;

export interface ChangeRange {
  /** Places that the first point of the new level may have. */
  readonly earliest: number;
  readonly latest: number;
}

/**
 * 95 % range of the place of the one change in a series of normal spread, by the likelihood ratio of each place to the
 * best one, whose distribution is (1 - exp(-x / 2))² (Yao, Annals of Statistics 15, 1987; Eo and Morley, Quantitative
 * Economics 6, 2015).
 *
 * @param series finite values, all of the old level before those of the new one
 * @param index of the first point of the new level as it was found; always within the range
 */
export function changeRange(series: readonly number[], index: number): ChangeRange {
  const size = series.length;
  const all = mean(series);
  const centred = series.map((value) => value - all);
  const total = sum(centred.map((value) => value ** 2));
  let before = 0;
  const squares = centred.slice(0, -1).map((value, at) => {
    before += value;
    return Math.max(0, total - (before ** 2 * size) / ((at + 1) * (size - at - 1)));
  });
  const least = Math.min(...squares);
  const limit = least + (CRITICAL * least) / Math.max(1, size - 2);
  const good = squares.flatMap((one, at) => (one <= limit ? at + 1 : []));
  return { earliest: Math.min(index, ...good), latest: Math.max(index, ...good) };
}
