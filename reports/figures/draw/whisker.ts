import type { Chart } from 'chart.js';

/** CSS pixels: half of a cap, and both measures of an arrow's head. */
const CAP = 5;
const HEAD = { length: 10, half: 5 };

/** A horizontal interval with a cap at each end, or the head of an arrow where it goes on beyond the plot. */
export function whisker(
  ctx: Chart['ctx'],
  [low, high]: readonly [low: number, high: number],
  y: number,
  { left, right }: Chart['chartArea'],
  colour: string,
  width: number,
): void {
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = width;
  line(ctx, Math.max(low, left), y, Math.min(high, right), y);
  if (low < left - 1) arrowHead(ctx, left, y, 1);
  else line(ctx, low, y - CAP, low, y + CAP);
  if (high > right + 1) arrowHead(ctx, right, y, -1);
  else line(ctx, high, y - CAP, high, y + CAP);
}

function line(ctx: Chart['ctx'], fromX: number, fromY: number, toX: number, toY: number): void {
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}

function arrowHead(ctx: Chart['ctx'], x: number, y: number, inwards: 1 | -1): void {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + HEAD.length * inwards, y - HEAD.half);
  ctx.lineTo(x + HEAD.length * inwards, y + HEAD.half);
  ctx.fill();
}
