/** What is drawn beside the dots of trials: lines of pairs, bars of means, arrows for what lies beyond the edge. */
import type { Chart, Plugin } from 'chart.js';
import { type Range, VERDICT_STYLE } from './chart-rows.ts';
import { BASE, type Heights, type Row } from './distribution-rows.ts';

/** Trials that ran side by side, joined: what is judged there is each pair's own change. */
export function pairLines(rows: readonly Row[]): Plugin {
  return {
    id: 'pair-lines',
    beforeDatasetsDraw({ ctx, scales: { x, y }, chartArea }: Chart) {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
      ctx.clip();
      ctx.strokeStyle = '#c9ced4';
      ctx.lineWidth = 1;
      for (const { cell, base, head } of rows) {
        if (cell.pairs === null) continue;
        const others = head.flat();
        for (const [index, from] of base.flat().entries()) {
          const to = others[index];
          if (to === undefined) continue;
          ctx.beginPath();
          ctx.moveTo(x.getPixelForValue(from.x), y.getPixelForValue(from.y));
          ctx.lineTo(x.getPixelForValue(to.x), y.getPixelForValue(to.y));
          ctx.stroke();
        }
      }
      ctx.restore();
    },
  };
}

/** A bar as tall as the side's lines of dots, behind them. */
export function means(rows: readonly Row[], { side, middle }: Heights): Plugin {
  return {
    id: 'means',
    beforeDatasetsDraw({ ctx, scales: { x, y } }: Chart) {
      if (x === undefined || y === undefined) return;
      ctx.save();
      const bar = (at: number, centre: number, colour: string) => {
        const [top, bottom] = [y.getPixelForValue(centre - side / 2), y.getPixelForValue(centre + side / 2)];
        ctx.fillStyle = colour;
        ctx.fillRect(x.getPixelForValue(at) - 1.5, top, 3, bottom - top);
      };
      for (const [row, { cell, base, mean }] of rows.entries()) {
        if (base.length > 0) bar(0, row - middle, BASE.stroke);
        if (mean !== null) bar(mean, row + middle, VERDICT_STYLE[cell.verdict].stroke);
      }
      ctx.restore();
    },
  };
}

/** An arrow at the edge for each trial beyond it. */
export function outliers(rows: readonly Row[], { low, high }: Range): Plugin {
  return {
    id: 'outliers',
    afterDatasetsDraw({ ctx, chartArea, scales: { y } }: Chart) {
      if (y === undefined) return;
      ctx.save();
      for (const { cell, base, head } of rows) {
        const sides = [
          [base.flat(), BASE.stroke],
          [head.flat(), VERDICT_STYLE[cell.verdict].stroke],
        ] as const;
        for (const [dots, colour] of sides) {
          ctx.fillStyle = colour;
          for (const dot of dots) {
            if (dot.x >= low && dot.x <= high) continue;
            const [edge, inwards] = dot.x < low ? [chartArea.left + 1, 1] : [chartArea.right - 1, -1];
            const at = y.getPixelForValue(dot.y);
            ctx.beginPath();
            ctx.moveTo(edge, at);
            ctx.lineTo(edge + 9 * inwards, at - 5);
            ctx.lineTo(edge + 9 * inwards, at + 5);
            ctx.fill();
          }
        }
      }
      ctx.restore();
    },
  };
}
