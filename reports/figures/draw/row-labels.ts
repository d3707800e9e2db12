/** Names and figures of rows where no axis holds them: above each row on a narrow sheet, or inside an empty row. */
import type { Chart, Plugin } from 'chart.js';
import { clipped } from '../../clipped.ts';
import type { Row } from '../figure.ts';
import type { RowLayout } from './row-layout.ts';
import type { Sheet } from './sheet.ts';
import { shortName } from './short-name.ts';
import { toneColour } from './theme.ts';

export function isEmptyRow({ bars, points }: Row): boolean {
  return bars.length === 0 && points.length === 0;
}

export function rowLabels(rows: readonly Row[], layout: RowLayout, sheet: Sheet): Plugin {
  const { theme, fontFamily, width } = sheet;
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
          ctx.font = `600 13px ${fontFamily}`;
          ctx.textAlign = 'left';
          ctx.fillStyle = theme.ink;
          ctx.fillText(shortName(row.name, Math.floor((width - 130) / 7.5)), left, line);
          ctx.font = `13px ${fontFamily}`;
          ctx.textAlign = 'right';
          ctx.fillStyle = colour;
          if (!isEmpty) ctx.fillText(row.text, right, line);
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
