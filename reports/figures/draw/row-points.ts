/** Points of a figure of rows: what is drawn as a mark, and what a reader may point at. */
import type { Bar, LegendEntry, Row, RowPoint, RowsFigure } from '../figure.ts';
import { mixed } from './colours.ts';
import type { Readable } from './frame.ts';
import { readInterval, readNumber } from './numbers.ts';
import type { RowLayout } from './row-layout.ts';
import { type Mark, markOf } from './shapes.ts';
import { onPaper, type Theme } from './theme.ts';

/** A point of the chart's one dataset. */
export interface PlacedMark extends Mark, Readable {
  readonly x: number;
  readonly y: number;
  readonly rotation: number;
}

export function placedMarks(figure: RowsFigure, layout: RowLayout, theme: Theme): PlacedMark[] {
  return figure.rows.flatMap((row, lane) => {
    const y = lane + layout.middle;
    const marks = [
      ...row.bars.flatMap((bar) => barMark(figure, row, bar, y, theme)),
      ...row.points.map((point) =>
        pointMark(figure, row, point, y + (point.aside ?? 0) * 2 * layout.half, theme),
      ),
    ];
    return marks.map((mark) => ({ ...mark, lane }));
  });
}

type PointMark = Omit<PlacedMark, 'lane'>;

/** Bars are drawn apart from their marks, which are unseen until a reader points at them. */
function barMark(figure: RowsFigure, row: Row, bar: Bar, y: number, theme: Theme): PointMark[] {
  if (bar.weight === 'range') return [];
  const colour = markColour(figure, row, bar.entry, theme);
  return [
    {
      ...{ pointStyle: 'circle', radius: 0, stroke: theme.paper, fill: colour, rotation: 0 },
      x: bar.entry === null ? bar.to : (bar.from + bar.to) / 2,
      y,
      reading: readingOf(figure, row, { ...bar, value: bar.to - bar.from }),
    },
  ];
}

/** A point beyond the axis becomes an arrow at its edge. */
function pointMark(figure: RowsFigure, row: Row, point: RowPoint, y: number, theme: Theme): PointMark {
  // Points beside each other show through.
  const shape = entryOf(figure, point.entry)?.shape ?? (point.aside === undefined ? 'circle' : 'disc');
  const mark = markOf(shape, markColour(figure, row, point.entry, theme), theme);
  const reading = readingOf(figure, row, point);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = figure.axis;
  const arrow = { ...mark, pointStyle: 'triangle', fill: mark.stroke, radius: 5, y, reading } as const;
  if (point.value < min) return { ...arrow, x: min, rotation: -90 };
  if (point.value > max) return { ...arrow, x: max, rotation: 90 };
  const fill = row.isProxied && point.entry === null ? paleFill(mark.stroke, theme) : mark.fill;
  return { ...mark, fill, x: point.value, y, rotation: 0, reading };
}

function readingOf(
  { axis }: RowsFigure,
  { name, limit }: Row,
  { entry, value, interval, about }: Pick<RowPoint, 'entry' | 'value' | 'about'> & Pick<Bar, 'interval'>,
) {
  const before = entry === null ? '' : `${entry}: `;
  return {
    title: name,
    lines: [
      `${before}${readNumber(axis, value)}`,
      ...(interval ? [`interval: ${readInterval(axis, interval)}`] : []),
      ...(about === undefined ? [] : [about]),
      ...(limit === null ? [] : [`limit: ${readNumber(axis, limit)}`]),
    ],
  };
}

/** Fill of what stands behind a proxy. */
export function paleFill(colour: string, { paper }: Theme): string {
  return mixed(colour, paper, 0.78);
}

export function entryOf({ legend }: RowsFigure, name: string | null): LegendEntry | undefined {
  return legend.find((entry) => entry.name === name);
}

export function markColour(figure: RowsFigure, row: Row, entry: string | null, theme: Theme): string {
  return onPaper(entryOf(figure, entry)?.colour ?? row.colour, theme);
}
