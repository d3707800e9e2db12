/** Panels of cells that are the darker the larger their value: CPU of each core over time. */
import type { ChartConfiguration } from 'chart.js';
import { fixed } from '../../format.ts';
import type { HeatFigure } from '../figure.ts';
import { frameOf, headHeight, type Readable } from './frame.ts';
import { heatLayout, type PlacedPanel } from './heat-layout.ts';
import { heatMarks } from './heat-marks.ts';
import type { Drawing, Sheet } from './sheet.ts';

interface PlacedCell extends Readable {
  readonly x: number;
  readonly y: number;
}

/** Cells stand at pixels of the plot, which is one plot for chart.js: its axes count pixels, and are not shown. */
export function heatDrawing(figure: HeatFigure, sheet: Sheet): Drawing {
  const layout = heatLayout(figure, sheet);
  const frame = frameOf(figure, sheet, [], 'xy');
  const axis = { type: 'linear', display: false, min: 0 };
  const cores = Math.max(1, ...figure.panels.map(({ rows }) => rows.length));
  const configure = () => ({
    type: 'scatter',
    data: {
      datasets: layout.panels.map((panel, at) => ({
        data: cellsOf(figure, panel, at * cores),
        pointRadius: 0,
        pointHoverRadius: 5,
        pointHoverBorderWidth: 2,
        pointHoverBorderColor: sheet.theme.ink,
        pointHoverBackgroundColor: 'transparent',
      })),
    },
    options: {
      ...frame,
      scales: {
        x: { ...axis, axis: 'x', max: layout.width },
        y: { ...axis, axis: 'y', max: layout.height, reverse: true },
      },
    },
    plugins: [heatMarks(figure, layout, sheet)],
  });
  return {
    height: layout.height + headHeight(figure, sheet) + (sheet.isTitled ? 38 : 8),
    configure: () => configure() as unknown as ChartConfiguration,
  };
}

function cellsOf(
  { unit }: HeatFigure,
  { panel, left, top, cell }: PlacedPanel,
  firstLane: number,
): PlacedCell[] {
  return panel.rows.flatMap((values, row) =>
    values.map((value, column) => ({
      x: left + (column + 0.5) * cell.width,
      y: top + (row + 0.5) * cell.height,
      lane: firstLane + row,
      reading: {
        title: panel.name,
        lines: [
          `core ${row}, second ${fixed(column * panel.columnSeconds, 1)} to ${fixed((column + 1) * panel.columnSeconds, 1)}`,
          `${fixed(value, 0)}${unit}`,
        ],
      },
    })),
  );
}
