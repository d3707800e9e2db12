/** Marks of rows that chart.js has no points for: bands, links, bars, whiskers, limits and lines across. */
import type { Chart, Plugin } from 'chart.js';
import type { Bar, Row, RowsFigure } from '../figure.ts';
import { mixed } from './colours.ts';
import type { RowLayout } from './row-layout.ts';
import { entryOf, markColour, paleFill } from './row-points.ts';
import { onPaper, ruleColour, type Theme } from './theme.ts';
import { whisker } from './whisker.ts';

/** CSS pixels. */
const RANGE = 5;
/** Share of a row's height that a bar takes. */
const BAR = 0.68;

export function rowMarks(figure: RowsFigure, layout: RowLayout, theme: Theme): Plugin {
  return {
    id: 'row-marks',
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea: area } = chart;
      const places = placesOf(chart, layout);
      if (places === null) return;
      ctx.save();
      ctx.beginPath();
      // A little more than the plot: whiskers and limits may stand at its edge.
      ctx.rect(area.left - 2, area.top, area.width + 4, area.height);
      ctx.clip();
      figure.rows.forEach((row, at) => {
        background(ctx, figure, row, at, places, theme);
      });
      for (const rule of figure.rules) across(ctx, places.x(rule.at), area, ruleColour(rule.tone, theme));
      figure.rows.forEach((row, at) => {
        links(ctx, row, at, places, theme);
        for (const bar of row.bars) rectangle(ctx, figure, row, bar, at, places, theme);
        strokes(ctx, figure, row, at, places, theme);
        whiskers(ctx, figure, row, at, places, theme);
        limit(ctx, row, at, places, theme);
      });
      ctx.restore();
    },
  };
}

interface Places {
  readonly x: (value: number) => number;
  /** Middle of a row's marks, moved aside by a share of their height. */
  readonly y: (row: number, aside?: number) => number;
  /** Half of the height of a row's marks. */
  readonly half: number;
  readonly rowHeight: number;
  readonly area: Chart['chartArea'];
}

function placesOf({ scales: { x, y }, chartArea: area }: Chart, layout: RowLayout): Places | null {
  if (x === undefined || y === undefined) return null;
  const rowHeight = y.getPixelForValue(1) - y.getPixelForValue(0);
  return {
    x: (value) => x.getPixelForValue(value),
    y: (row, aside = 0) => y.getPixelForValue(row + layout.middle + aside * 2 * layout.half),
    half: layout.half * rowHeight,
    rowHeight,
    area,
  };
}

type Context = Chart['ctx'];

/** Rows of several lanes are striped, to hold each row's points together. */
function background(ctx: Context, figure: RowsFigure, row: Row, at: number, places: Places, theme: Theme) {
  const { area, rowHeight } = places;
  const top = area.top + at * rowHeight;
  if ((figure.lanes ?? 1) > 1 && at % 2 === 1) {
    ctx.fillStyle = theme.stripe;
    ctx.fillRect(area.left, top, area.width, rowHeight);
  }
  if (row.band === undefined) return;
  const [left, right] = [places.x(row.band[0]), places.x(row.band[1])];
  ctx.fillStyle = theme.band;
  // A hair taller than the row: a gap between bands would look like a line.
  ctx.fillRect(left, top, right - left, rowHeight + 0.5);
}

function across(ctx: Context, x: number, { top, bottom }: Chart['chartArea'], colour: string): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([6, 4]);
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, bottom);
  ctx.stroke();
  ctx.setLineDash([]);
}

function links(ctx: Context, { points, links: pairs = [] }: Row, at: number, { x, y }: Places, theme: Theme) {
  ctx.strokeStyle = mixed(theme.muted, theme.paper, 0.65);
  ctx.lineWidth = 1;
  for (const [from, to] of pairs) {
    const [one, other] = [points[from], points[to]];
    if (one === undefined || other === undefined) continue;
    ctx.beginPath();
    ctx.moveTo(x(one.value), y(at, one.aside));
    ctx.lineTo(x(other.value), y(at, other.aside));
    ctx.stroke();
  }
}

function rectangle(
  ctx: Context,
  figure: RowsFigure,
  row: Row,
  { from, to, entry, weight }: Bar,
  at: number,
  { x, y, half }: Places,
  theme: Theme,
): void {
  const colour = markColour(figure, row, entry, theme);
  const [left, right] = [x(from), x(to)];
  const height = weight === 'range' ? RANGE : 2 * half * BAR;
  const top = y(at) - height / 2;
  const isOutlined = row.isProxied && weight === 'amount' && entry === null;
  ctx.fillStyle = weight === 'range' ? `${colour}55` : isOutlined ? paleFill(colour, theme) : colour;
  // Stacked bars leave a hair between them.
  ctx.fillRect(left, top, Math.max(0.5, right - left - (entry === null ? 0 : 1)), height);
  if (!isOutlined) return;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.strokeRect(left + 1, top + 1, Math.max(0, right - left - 2), height - 2);
}

/** As tall as all points of the row. */
function strokes(ctx: Context, figure: RowsFigure, row: Row, at: number, { x, y }: Places, theme: Theme) {
  const asides = row.points.map(({ aside = 0 }) => aside);
  for (const { value, entry, aside = 0 } of row.points) {
    if (entryOf(figure, entry)?.shape !== 'stroke') continue;
    const side = asides.filter((one) => Math.sign(one) === Math.sign(aside));
    const [top, bottom] = [y(at, Math.min(...side)) - 7, y(at, Math.max(...side)) + 7];
    ctx.fillStyle = markColour(figure, row, entry, theme);
    ctx.fillRect(x(value) - 1.5, top, 3, bottom - top);
  }
}

function whiskers(
  ctx: Context,
  figure: RowsFigure,
  row: Row,
  at: number,
  { x, y, area }: Places,
  theme: Theme,
) {
  for (const { interval } of row.bars) {
    if (!interval) continue;
    const ends = [x(interval[0]), x(interval[1])] as const;
    // On paper of its own, since a bar may be as dark as the ink.
    whisker(ctx, ends, y(at), area, theme.paper, 4);
    whisker(ctx, ends, y(at), area, theme.ink, 1.5);
  }
  for (const { interval, entry, aside } of row.points) {
    if (!interval) continue;
    const colour = markColour(figure, row, entry, theme);
    whisker(ctx, [x(interval[0]), x(interval[1])], y(at, aside), area, colour, 2);
  }
}

function limit(ctx: Context, row: Row, at: number, { x, y, half }: Places, theme: Theme): void {
  if (row.limit === null) return;
  ctx.fillStyle = onPaper(theme.alarm, theme);
  ctx.fillRect(x(row.limit) - 1.25, y(at) - 0.84 * half, 2.5, 1.68 * half);
}
