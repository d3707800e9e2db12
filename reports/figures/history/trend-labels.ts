/** Words on the figure of a trend. */
import type { Night, Trend } from '../../../harness/records/history.ts';
import { clipped } from '../../clipped.ts';
import { counted, figure, percent } from '../../format.ts';
import { dateOf, withUnit } from '../../history/trend-words.ts';

const LONGEST_ID = 64;

export function trendTitle({ id, metric, unit }: Trend): string {
  return `${clipped(id, LONGEST_ID)}: ${metric} in ${unit}`;
}

/** `9,612 req/s in the latest of 90 nights, more is better · level 9,580 since 2026-11-12 · noise 1.3%` */
export function trendSubtitle(trend: Trend, nights: readonly Night[]): string {
  const { points, levels, changes, noise, better } = trend;
  const latest = points.at(-1);
  const level = levels.at(-1);
  const isMarked = points.some(({ night }) => nights[night]?.dirty || nights[night]?.status === 'partial');
  const since = changes.at(-1);
  return [
    latest
      ? `${withUnit(latest.value, trend)} in the latest of ${counted(points.length, 'night')}, ${better} is better`
      : '',
    level && points.length > 1
      ? `level ${figure(level.mean)}${since ? ` since ${dateOf(since.night)}` : ' throughout'}`
      : '',
    noise === null ? '' : `noise ${percent(noise)}`,
    isMarked ? 'hollow: partial or dirty' : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
