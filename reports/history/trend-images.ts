/** The pictures of a history: one a cell, in which files, and what they say to those who cannot see them. */
import type { History, Trend } from '../../harness/records/history.ts';
import type { Drawing } from '../charts/render.ts';
import { counted } from '../format.ts';
import { trendChart } from './trend-chart.ts';

export interface TrendImage {
  readonly trend: Trend;
  /** Relative to the report's folder, with forward slashes. */
  readonly file: string;
  readonly alt: string;
  readonly draw: () => Drawing;
}

/** In the order of the trends. Nothing is laid out before `draw`. */
export function trendImages(history: History): TrendImage[] {
  const taken = new Set<string>();
  return history.trends.map((trend) => ({
    trend,
    file: `charts/history-${freeName(trend.id, taken)}.png`,
    alt: `${trend.id}: ${counted(trend.points.length, 'night')}, ${counted(trend.changes.length, 'change')} of level`,
    draw: () => trendChart(trend, history.nights),
  }));
}

/** Letters, digits and dashes of the id; a number where two ids have the same. */
function freeName(id: string, taken: Set<string>): string {
  const plain =
    id
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 80) || 'cell';
  let name = plain;
  for (let copy = 2; taken.has(name); copy++) name = `${plain}-${copy}`;
  taken.add(name);
  return name;
}
