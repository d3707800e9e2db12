/**
 * What a trend chart shows within its axes, drawn by hand: the library lays out each of a thousand dots as an element
 * of its own, which takes most of the time of drawing.
 */
import type { Chart, Plugin } from 'chart.js';
import type { Change, Night, Trend, TrendPoint } from '../../harness/records/history.ts';
import { MUTED, PAPER } from '../charts/palette.ts';
import { FONT } from '../charts/render.ts';
import { counted } from '../format.ts';
import { directionColour, FIRST_LEVEL } from './direction.ts';
import { longGaps } from './long-gaps.ts';

/** Whiskers of more nights than these would be a hedge. */
export const MOST_WHISKERS = 60;

type Context = Chart['ctx'];

/** From values of the axes to pixels. */
interface Axes {
  readonly x: (night: number) => number;
  readonly y: (value: number) => number;
}

export function trendMarks(trend: Trend, nights: readonly Night[]): Plugin {
  return {
    id: 'trend-marks',
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const axes: Axes = {
        x: (night) => scales.x?.getPixelForValue(night) ?? Number.NaN,
        y: (value) => scales.y?.getPixelForValue(value) ?? Number.NaN,
      };
      ctx.save();
      gaps(ctx, nights, axes, chartArea);
      changeLines(ctx, trend, axes, chartArea);
      if (trend.points.length <= MOST_WHISKERS) whiskers(ctx, trend, axes);
      dots(ctx, trend, nights, axes);
      if (trend.points.length > 1) levels(ctx, trend, axes);
      ctx.restore();
    },
  };
}

/** Where a change is drawn: in the middle between the last night of one level and the first one of the next. */
export function edgeOf({ points }: Trend, { point }: Pick<Change, 'point'>): number {
  const [before, first] = [points[point - 1], points[point]];
  return before && first ? (before.night + first.night) / 2 : 0;
}

/** Nights stand at equal distances: where far more time lies between two of them than usual, it is told. */
function gaps(ctx: Context, nights: readonly Night[], { x }: Axes, area: Chart['chartArea']): void {
  ctx.setLineDash([1, 4]);
  ctx.lineWidth = 1;
  ctx.strokeStyle = MUTED;
  ctx.fillStyle = MUTED;
  ctx.font = `12px ${FONT}`;
  ctx.textAlign = 'center';
  for (const { night, days } of longGaps(nights)) {
    const at = x(night - 0.5);
    if (at < area.left || at > area.right) continue;
    stroked(ctx, at, area.top, at, area.bottom - 16);
    ctx.fillText(`${counted(days, 'day')}`, at, area.bottom - 5);
  }
  ctx.setLineDash([]);
}

/** A line where it begins, on a pale band of all nights with which it may begin as well. */
function changeLines(ctx: Context, trend: Trend, { x }: Axes, { top, bottom }: Chart['chartArea']): void {
  for (const { range, effect } of trend.changes) {
    const [from, to] = [range.earliest, range.latest].map((point) => x(edgeOf(trend, { point })));
    ctx.fillStyle = `${directionColour(effect)}1f`;
    ctx.fillRect(from ?? 0, top, (to ?? 0) - (from ?? 0), bottom - top);
  }
  ctx.lineWidth = 1.5;
  ctx.setLineDash([4, 4]);
  for (const change of trend.changes) {
    ctx.strokeStyle = directionColour(change.effect);
    stroked(ctx, x(edgeOf(trend, change)), top, x(edgeOf(trend, change)), bottom);
  }
  ctx.setLineDash([]);
}

function whiskers(ctx: Context, { points }: Trend, { x, y }: Axes): void {
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = '#59636e80';
  for (const { night, interval } of points) {
    if (interval) stroked(ctx, x(night), y(interval.low), x(night), y(interval.high));
  }
}

/** Hollow where the run was not whole, or its commit does not hold all that ran. */
function dots(ctx: Context, { points }: Trend, nights: readonly Night[], { x, y }: Axes): void {
  const radius = points.length <= MOST_WHISKERS ? 3.5 : points.length <= 200 ? 2.5 : 1.8;
  const colour = points.length > 200 ? '#59636e99' : MUTED;
  const isHollow = ({ night }: TrendPoint) => nights[night]?.dirty || nights[night]?.status === 'partial';
  const circle = ({ night, value }: TrendPoint) => {
    ctx.beginPath();
    ctx.arc(x(night), y(value), radius, 0, 2 * Math.PI);
    ctx.fill();
  };
  ctx.fillStyle = colour;
  for (const point of points) if (!isHollow(point)) circle(point);
  ctx.fillStyle = PAPER;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  for (const point of points.filter(isHollow)) {
    circle(point);
    ctx.stroke();
  }
}

/** Each from its first change to the next; the outermost go half a night beyond their dots. */
function levels(ctx: Context, trend: Trend, { x, y }: Axes): void {
  const { points, changes } = trend;
  ctx.lineWidth = 2.5;
  for (const [at, { first, last, mean }] of trend.levels.entries()) {
    const [begins, ends] = [changes[at - 1], changes[at]];
    const from = begins ? edgeOf(trend, begins) : (points[first]?.night ?? 0) - 0.5;
    const to = ends ? edgeOf(trend, ends) : (points[last]?.night ?? 0) + 0.5;
    ctx.strokeStyle = begins ? directionColour(begins.effect) : FIRST_LEVEL;
    stroked(ctx, x(from), y(mean), x(to), y(mean));
  }
}

function stroked(ctx: Context, fromX: number, fromY: number, toX: number, toY: number): void {
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}
