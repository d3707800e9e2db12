import type { History, Trend } from '../../../harness/records/history.ts';
import type { FigureData } from '../figure.ts';
import { pngFile } from '../png-file.ts';
import { trendFigure } from './trend.ts';

export interface HistoryFigure {
  readonly trend: Trend;
  readonly data: FigureData;
  /** PNG relative to the report's folder, with forward slashes. */
  readonly file: string;
}

/** A figure per cell, in the order of the trends. */
export function historyFigures({ trends, nights }: History): HistoryFigure[] {
  const taken = new Set<string>();
  return trends.map((trend) => {
    const data = trendFigure(trend, nights, `history-${freeName(trend.id, taken)}`);
    return { trend, data, file: pngFile(data) };
  });
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
