import type { Plugin } from 'chart.js';
import { INK } from './palette.ts';
import { FONT } from './render.ts';

export interface RowText {
  readonly text: string;
  readonly colour?: string;
  /** Where it starts: beside the chart as a column of figures, or in the row itself where no bar is. */
  readonly place?: 'column' | 'row';
  /** Row that it stands in, or between; its own where it is not said. */
  readonly at?: number;
}

/** CSS pixels that a chart with a column leaves free at its right. */
const COLUMN_WIDTH = 124;

/**
 * The figures themselves beside their bars: nobody should have to measure a picture.
 *
 * @param width of the column, in CSS pixels
 */
export function rightColumn(rows: readonly RowText[], width = COLUMN_WIDTH): Plugin {
  return {
    id: 'right-column',
    afterDatasetsDraw({ ctx, chartArea, scales: { y } }) {
      if (y === undefined) return;
      ctx.save();
      ctx.font = `13px ${FONT}`;
      ctx.textBaseline = 'middle';
      rows.forEach(({ text, colour = INK, place = 'column', at }, index) => {
        ctx.fillStyle = colour;
        ctx.textAlign = place === 'column' ? 'right' : 'left';
        const x = place === 'column' ? chartArea.right + width - 6 : chartArea.left + 8;
        ctx.fillText(text, x, y.getPixelForValue(at ?? index));
      });
      ctx.restore();
    },
  };
}

/** Padding that leaves a column of that width its place. */
export const paddingFor = (width: number) => ({ top: 12, right: width, bottom: 12, left: 12 });

export const columnPadding = paddingFor(COLUMN_WIDTH);
