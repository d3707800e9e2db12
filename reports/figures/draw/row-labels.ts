/** Names and figures of rows where no axis holds them: above each row on a narrow sheet, or inside an empty row. */
import type { Chart, Plugin } from 'chart.js';
import { clipped } from '../../clipped.ts';
import type { Row } from '../figure.ts';
import type { RowLayout } from './row-layout.ts';
import type { Sheet } from './sheet.ts';
import { fittingName } from './short-name.ts';
import { toneColour } from './theme.ts';

/** CSS pixels between a row's name and its figure. */
const GAP = 12;

export function isEmptyRow({ bars, points }: Row): boolean {
  return bars.length === 0 && points.length === 0;
}

export function rowLabels(rows: readonly Row[], layout: RowLayout, sheet: Sheet): Plugin {
  const { theme, fontFamily } = sheet;
  return {
    id: 'row-labels',
    afterDatasetsDraw({ ctx, chartArea: { left, right }, scales: { y } }: Chart) {
      if (y === undefined) return;
      ctx.save();
      ctx.textBaseline = 'middle';
      rows.forEach((row, at) => {
        const isEmpty = isEmptyRow(row);
        const colour = toneColour(row.textTone, theme);
        if (layout.isNamedAbove) {
          const line = y.getPixelForValue(at + layout.name);
          const text = isEmpty ? '' : row.text;
          ctx.font = `13px ${fontFamily}`;
          ctx.textAlign = 'right';
          ctx.fillStyle = colour;
          ctx.fillText(text, right, line);
          const room = right - left - (text === '' ? 0 : ctx.measureText(text).width + GAP);
          ctx.font = `600 13px ${fontFamily}`;
          ctx.textAlign = 'left';
          ctx.fillStyle = theme.ink;
          ctx.fillText(fittingName(ctx, row.name, room), left, line);
        }
        if (!isEmpty) return;
        ctx.font = `13px ${fontFamily}`;
        ctx.textAlign = 'left';
        ctx.fillStyle = colour;
        const text = clipped(row.text, Math.floor((right - left) / 7));
        ctx.fillText(text, left + 8, y.getPixelForValue(at + layout.middle));
      });
      ctx.restore();
    },
  };
}
