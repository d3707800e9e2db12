/** Axes for a metric's figures. */
import { betterInWords, type Metric } from '../../../harness/stats/metrics/metric.ts';
import type { Scored } from '../../measured.ts';
import type { Axis } from '../figure.ts';
import { logarithmicAxis } from '../logarithmic-axis.ts';

/**
 * How far an axis must reach for the means and their intervals; 0 without any. An interval of two trials may be many times
 * as wide as its mean: it leaves the picture then.
 */
export function extent(results: readonly Scored[]): number {
  const highest = Math.max(0, ...results.map(({ figures }) => figures.score.mean));
  const ends = results.map(({ figures: { score } }) => score.interval?.high ?? score.mean);
  return Math.min(1.5 * highest, Math.max(0, ...ends));
}

/** Axis of amounts, from 0 up to `farthest`. */
export function amountAxis(metric: Metric, title: string, farthest: number): Axis {
  return { title, scale: 'linear', min: 0, max: farthest, unit: metric.shortUnit, per: metric.shownPer };
}

/** Axis of figures that lie decades apart; null where one is not above 0. */
export function decadesAxis(metric: Metric, title: string, results: readonly Scored[]): Axis | null {
  const means = results.map(({ figures }) => figures.score.mean);
  const [least, most] = [Math.min(...means), Math.max(...means)];
  if (means.length === 0 || least <= 0) return null;
  const ends = results.flatMap(({ figures: { score } }) => [
    Math.max(least / 2, score.interval?.low ?? score.mean),
    Math.min(2 * most, score.interval?.high ?? score.mean),
  ]);
  return logarithmicAxis([...means, ...ends], `${title}, logarithmic ${betterIs(metric)}`, metric.shortUnit);
}

export function betterIs(metric: Metric): string {
  return `(${betterInWords(metric)} is better)`;
}
