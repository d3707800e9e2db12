/** The pictures of a history. */
import type { History } from '../../harness/records/history.ts';
import type { Drawing } from '../charts/render.ts';
import { trendFigures } from './figures.ts';
import { trendChart } from './trend-chart.ts';

export interface TrendImage {
  readonly file: string;
  /** Lays the chart out. */
  readonly draw: () => Drawing;
}

export function trendImages(history: History): TrendImage[] {
  return trendFigures(history).map(({ trend, file }) => ({
    file,
    draw: () => trendChart(trend, history.nights),
  }));
}
