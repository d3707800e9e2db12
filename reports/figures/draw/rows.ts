/** A row for each variant: bars, ranges and points along one axis of amounts. */
import type { ChartConfiguration, ScriptableContext } from 'chart.js';
import type { RowsFigure } from '../figure.ts';
import { scaleOf } from './axis.ts';
import { frameOf, headHeight, legendHeight } from './frame.ts';
import { rowAxes } from './row-axes.ts';
import { rowLabels } from './row-labels.ts';
import { rowLayout } from './row-layout.ts';
import { rowMarks } from './row-marks.ts';
import { type PlacedMark, placedMarks } from './row-points.ts';
import { legendItem } from './shapes.ts';
import type { Drawing, Sheet } from './sheet.ts';

/** CSS pixels of the value axis, its title included, and of the space around everything. */
const AXIS = 56;
const AROUND = 38;

export function rowsDrawing(figure: RowsFigure, sheet: Sheet): Drawing {
  const { theme } = sheet;
  const layout = rowLayout(figure, sheet);
  const legend = figure.legend.map((entry) => legendItem(entry, theme));
  // Points beside each other are read one by one, those of a row that mean different things together.
  const isCrowded = figure.rows.some(({ points }) => points.some(({ aside }) => aside !== undefined));
  const marks = placedMarks(figure, layout, theme);
  const configure = () => ({
    type: 'scatter',
    data: {
      // Without points there is none to ask for its options, as the library would.
      datasets: [marks]
        .filter(({ length }) => length > 0)
        .map((data) => ({
          data,
          clip: false,
          pointStyle: each(({ pointStyle }) => pointStyle),
          pointRotation: each(({ rotation }) => rotation),
          pointRadius: each(({ radius }) => radius),
          pointBorderWidth: each(({ fill, stroke }) => (fill === stroke ? 1 : 1.75)),
          pointBorderColor: each(({ stroke }) => stroke),
          pointBackgroundColor: each(({ fill }) => fill),
          pointHoverRadius: each(({ radius }) => Math.max(5, radius + 2)),
          pointHoverBorderWidth: 2,
          pointHoverBorderColor: each(({ stroke }) => stroke),
          pointHoverBackgroundColor: each(({ fill }) => fill),
        })),
    },
    options: {
      ...frameOf(figure, sheet, legend, isCrowded ? 'xy' : 'y'),
      scales: { x: scaleOf(figure.axis, sheet), ...rowAxes(figure, layout, sheet) },
    },
    plugins: [rowMarks(figure, layout, theme), rowLabels(figure.rows, layout, sheet)],
  });
  const around = sheet.isTitled ? AROUND : 8;
  return {
    height:
      around +
      headHeight(figure, sheet) +
      legendHeight(legend, sheet) +
      layout.height * figure.rows.length +
      AXIS,
    configure: () => configure() as unknown as ChartConfiguration,
  };
}

function each<Value>(of: (mark: PlacedMark) => Value) {
  return ({ raw }: ScriptableContext<'scatter'>) => of(raw as PlacedMark);
}
