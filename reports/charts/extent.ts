import type { Scored } from '../measured.ts';

/**
 * How far an axis must reach for the means and their intervals. With two trials an interval may be many times as
 * wide as its mean: it leaves the picture then. 0 where there is nothing to show.
 */
export function extent(results: readonly Scored[]): number {
  const highest = Math.max(0, ...results.map(({ figures }) => figures.score.mean));
  const ends = results.map(({ figures: { score } }) => score.interval?.high ?? score.mean);
  return Math.min(1.5 * highest, Math.max(0, ...ends));
}
