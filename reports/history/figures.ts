/** The figures of a history: one for each cell. */
import type { History, Trend } from '../../harness/records/history.ts';
import type { FigureData } from '../figures/figure.ts';
import { counted } from '../format.ts';
import { trendTitle } from './trend-words.ts';

export interface TrendFigure {
  readonly trend: Trend;
  /** Path of its picture, relative to the report's folder, with forward slashes. */
  readonly file: string;
  readonly data: FigureData;
}

/** Figures in the order of the trends. */
export function trendFigures({ trends }: History): TrendFigure[] {
  const taken = new Set<string>();
  return trends.map((trend) => {
    const id = `history-${freeName(trend.id, taken)}`;
    return { trend, file: `charts/${id}.png`, data: figureData(trend, id) };
  });
}

function figureData(trend: Trend, id: string): FigureData {
  const { points, changes, unit } = trend;
  return {
    kind: 'lines',
    id,
    title: trendTitle(trend),
    subtitle: [],
    alt: `${trend.id}: ${counted(points.length, 'night')}, ${counted(changes.length, 'change')} of level`,
    x: { title: 'night', scale: 'linear' },
    y: { title: unit, scale: 'linear' },
    series: [],
    rules: [],
    spans: [],
    choices: [],
  };
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
