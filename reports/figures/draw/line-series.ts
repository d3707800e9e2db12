/** Datasets and legend of a figure of lines. */
import type { LegendItem } from 'chart.js';
import type { LinesFigure, Point, Series } from '../figure.ts';
import { placeOn } from './axis.ts';
import type { Readable } from './frame.ts';
import { scaleIds } from './line-places.ts';
import { readInterval, readNumber } from './numbers.ts';
import type { Sheet } from './sheet.ts';
import { shortName } from './short-name.ts';
import { onPaper, type Theme } from './theme.ts';

const DASHES = { solid: [], dashed: [7, 4], dotted: [2, 4], points: [] } as const;

interface PlacedPoint extends Readable {
  readonly x: number;
  readonly y: number | null;
  readonly hollow: boolean;
}

export function lineDataset(figure: LinesFigure, series: Series, sheet: Sheet) {
  const { theme } = sheet;
  const colour = onPaper(series.colour, theme);
  const ids = scaleIds(figure, series.panel ?? 0, sheet);
  const radius = series.marks ? radiusOf(series.points.length) : 0;
  const lane = figure.series.indexOf(series);
  const data = series.points.map((point): PlacedPoint => placed(figure, series, point, lane));
  const fill = ({ raw }: { raw: unknown }) =>
    (raw as PlacedPoint | undefined)?.hollow === true ? theme.paper : colour;
  return {
    label: series.name,
    xAxisID: ids.x,
    yAxisID: ids.y,
    data,
    showLine: series.style !== 'points',
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: series.style === 'dotted' ? 1.5 : 2,
    borderDash: [...DASHES[series.style]],
    borderJoinStyle: 'round',
    pointRadius: radius,
    pointBorderWidth: 1.5,
    pointBorderColor: colour,
    pointBackgroundColor: fill,
    pointHoverRadius: Math.max(5, radius + 1.5),
    pointHoverBorderColor: theme.paper,
    pointHoverBackgroundColor: colour,
  };
}

/** CSS pixels: more points are smaller, so that they hide each other less. */
function radiusOf(points: number): number {
  if (points <= 20) return 4;
  if (points <= 60) return 3.5;
  return points <= 200 ? 2.5 : 1.8;
}

function placed({ x, y }: LinesFigure, { name, variant }: Series, point: Point, lane: number): PlacedPoint {
  return {
    x: placeOn(x, point.x),
    y: point.y,
    hollow: point.hollow === true,
    lane,
    reading: {
      title: variant ?? name,
      lines: [
        point.about ?? readNumber(x, point.x),
        ...(point.y === null ? [] : [readNumber(y, point.y)]),
        ...(point.interval ? [`interval: ${readInterval(y, point.interval)}`] : []),
      ],
    },
  };
}

/**
 * Panels share names and colours, so that each is explained once; a name in several colours is grey. A single name needs
 * no legend.
 */
export function lineLegend({ series }: LinesFigure, theme: Theme): LegendItem[] {
  const named = series.filter(
    ({ name }, at) => name !== '' && series.findIndex((other) => other.name === name) === at,
  );
  if (named.length < 2) return [];
  return named.map(({ name, colour: first, style, marks }) => {
    const isShared = series.some((other) => other.name === name && other.colour !== first);
    const colour = isShared ? theme.muted : onPaper(first, theme);
    return {
      text: shortName(name),
      fontColor: theme.ink,
      pointStyle: marks ? 'circle' : 'line',
      fillStyle: colour,
      strokeStyle: colour,
      lineWidth: marks ? 1 : 2,
      lineDash: marks ? [] : [...DASHES[style]],
    };
  });
}
