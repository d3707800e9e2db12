/** The lines of the scaling chart. */
import { arrangementOf } from '../arrangement.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Scored } from '../measured.ts';
import { isSingleProcess } from '../own-cluster.ts';
import { INK, MUTED, PAPER, seriesColour } from './palette.ts';

export const IDEAL = 'ideal: single × workers';

/** A cluster's line starts at the single process behind the same proxy: that is its case of one worker. */
export function lines(proxy: string | null, members: readonly Scored[], step: number) {
  const start = members.filter(isSingleProcess);
  const many = members.filter(({ cell }) => cell.workers > 1);
  const series = [...groupedBy(many, ({ cell }) => arrangementOf(cell))];
  const clusters = series.map(([name, points], index) =>
    line(proxy, name, [...start, ...points], (index - (series.length - 1) / 2) * step),
  );
  const [first] = start;
  return [...clusters, ...(first ? [line(proxy, first.cell.topology, start, 0)] : [])];
}

function line(proxy: string | null, name: string, points: readonly Scored[], aside: number) {
  const last = points.at(-1)?.cell;
  const stroke = last ? seriesColour(last) : INK;
  const ascending = points.toSorted((a, b) => a.cell.workers - b.cell.workers);
  return {
    label: name,
    xAxisID: proxy,
    data: ascending.map(({ cell: { workers, isReference }, figures: { score } }) => {
      const y = score.mean;
      const spread = score.interval?.halfWidth ?? Number.NaN;
      const x = workers + (isReference ? 0 : aside);
      return { x, y, yMin: Math.max(0, y - spread), yMax: y + spread };
    }),
    showLine: true,
    order: points.every(({ cell }) => cell.isReference) ? 0 : 1,
    pointStyle: 'circle',
    pointRadius: 5,
    pointBorderWidth: 2,
    borderColor: stroke,
    backgroundColor: stroke,
    borderWidth: 2,
    errorBarColor: stroke,
    errorBarWhiskerColor: stroke,
    errorBarWhiskerSize: 8,
  };
}

/** Behind a proxy a single process gives what it gives there. */
export function singleOf(members: readonly Scored[]): number | undefined {
  return members.find(isSingleProcess)?.figures.score.mean;
}

export function idealLine(proxy: string | null, single: number, most: number, first: boolean) {
  return {
    label: IDEAL,
    type: 'line',
    xAxisID: proxy,
    data: [
      { x: 1, y: single },
      { x: most, y: single * most },
    ],
    showLine: true,
    order: first ? 3 : 2,
    pointStyle: 'line',
    pointRadius: 0,
    borderColor: MUTED,
    backgroundColor: PAPER,
    borderWidth: 1.5,
    borderDash: [2, 4],
  };
}
