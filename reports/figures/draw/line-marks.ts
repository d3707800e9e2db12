/** Marks of lines that chart.js has no points for: spans, lines across, whiskers. */
import type { Chart, Plugin, Scale } from 'chart.js';
import type { LinesFigure, Point, Rule } from '../figure.ts';
import { placeOn } from './axis.ts';
import { panelIn, panelsOf } from './line-places.ts';
import { labelsAbove } from './rule-labels.ts';
import type { Sheet } from './sheet.ts';
import { onPaper, ruleColour, toneColour } from './theme.ts';

/** CSS pixels: half of a whisker's cap, which whiskers of many points do without. */
const CAP = 6;
const FEW = 20;

type Context = Chart['ctx'];

/** Spans and rules behind the lines, and whiskers. */
export function lineMarks(figure: LinesFigure, sheet: Sheet): Plugin {
  return {
    id: 'line-marks',
    beforeDatasetsDraw(chart) {
      chart.ctx.save();
      panelsOf(figure).forEach((_, panel) => {
        const scales = panelIn(chart, figure, panel, sheet);
        if (scales === null) return;
        spans(chart.ctx, figure, scales.x, scales.y, sheet);
        for (const rule of figure.rules) across(chart.ctx, figure, rule, scales.x, scales.y, sheet);
      });
      for (const { points, panel = 0, colour } of figure.series) {
        const scales = panelIn(chart, figure, panel, sheet);
        if (scales === null) continue;
        const cap = points.length <= FEW ? CAP : 0;
        const stroke = onPaper(colour, sheet.theme);
        whiskers(chart.ctx, figure, points, scales.x, scales.y, stroke, cap);
      }
      chart.ctx.restore();
    },
    afterDatasetsDraw(chart) {
      const scales = panelIn(chart, figure, 0, sheet);
      if (scales !== null) labelsAbove(chart, figure.rules, (at) => pixel(scales.x, figure, at), sheet);
    },
  };
}

function pixel(x: Scale, figure: LinesFigure, value: number): number {
  return x.getPixelForValue(placeOn(figure.x, value));
}

function spans(ctx: Context, figure: LinesFigure, x: Scale, { top, bottom }: Scale, sheet: Sheet): void {
  for (const { from, to, label, tone } of figure.spans) {
    const [left, right] = [pixel(x, figure, from), pixel(x, figure, to)];
    ctx.fillStyle = `${toneColour(tone, sheet.theme)}1f`;
    ctx.fillRect(left, top, right - left, bottom - top);
    if (label !== null) inside(ctx, label, (left + right) / 2, top + 12, sheet);
  }
}

function across(ctx: Context, figure: LinesFigure, rule: Rule, x: Scale, y: Scale, sheet: Sheet): void {
  const { at, axis, label, tone } = rule;
  ctx.strokeStyle = ruleColour(tone, sheet.theme);
  ctx.lineWidth = 1.5;
  ctx.setLineDash(tone === 'quiet' ? [2, 4] : [5, 4]);
  if (axis === 'y') {
    const height = y.getPixelForValue(at);
    stroked(ctx, x.left, height, x.right, height);
  } else {
    stroked(ctx, pixel(x, figure, at), y.top, pixel(x, figure, at), y.bottom);
  }
  ctx.setLineDash([]);
  if (label === null) return;
  if (axis === 'y') inside(ctx, label, (x.left + x.right) / 2, y.getPixelForValue(at) - 10, sheet);
  else if (tone === 'quiet') inside(ctx, label, pixel(x, figure, at), y.bottom - 12, sheet);
}

/** On paper of its own, so that lines below it do not run through its letters. */
function inside(ctx: Context, label: string, x: number, y: number, { theme, fontFamily }: Sheet): void {
  ctx.font = `12px ${fontFamily}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const { width } = ctx.measureText(label);
  ctx.fillStyle = theme.paper;
  ctx.fillRect(x - width / 2 - 3, y - 8, width + 6, 16);
  ctx.fillStyle = theme.muted;
  ctx.fillText(label, x, y);
}

function whiskers(
  ctx: Context,
  figure: LinesFigure,
  points: readonly Point[],
  x: Scale,
  y: Scale,
  colour: string,
  cap: number,
): void {
  ctx.strokeStyle = cap > 0 ? colour : `${colour}80`;
  ctx.lineWidth = cap > 0 ? 1.75 : 1.2;
  for (const { x: at, interval } of points) {
    if (interval === undefined) continue;
    const middle = pixel(x, figure, at);
    const within = (value: number) => Math.max(y.top, Math.min(y.bottom, y.getPixelForValue(value)));
    const [low, high] = [within(interval[0]), within(interval[1])];
    stroked(ctx, middle, low, middle, high);
    stroked(ctx, middle - cap, low, middle + cap, low);
    stroked(ctx, middle - cap, high, middle + cap, high);
  }
}

function stroked(ctx: Context, fromX: number, fromY: number, toX: number, toY: number): void {
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}
