/** Lines over an axis of amounts: workers, percentiles, seconds, nights. */
import type { ChartConfiguration } from 'chart.js';
import type { LinesFigure } from '../figure.ts';
import { frameOf, headHeight, legendHeight } from './frame.ts';
import { lineMarks } from './line-marks.ts';
import { lineScales, panelsOf } from './line-places.ts';
import { lineDataset, lineLegend } from './line-series.ts';
import { roomAbove } from './rule-labels.ts';
import { ruleDatasets } from './rule-points.ts';
import { type Drawing, isNarrow, type Sheet } from './sheet.ts';

/** CSS pixels of a plot, and of its axis and the space around everything. */
const PLOT = 300;
const FLAT_PLOT = 170;
const AXIS = 56;
const AROUND = 38;

export function linesDrawing(figure: LinesFigure, sheet: Sheet): Drawing {
  const legend = lineLegend(figure, sheet.theme);
  const above = roomAbove(figure.rules, estimatedPlace(figure, sheet), sheet);
  const frame = frameOf(figure, sheet, legend, 'xy', sheet.isTitled ? {} : { top: 4 + above });
  const configure = () => ({
    type: 'scatter',
    data: {
      datasets: [
        ...figure.series.map((series) => lineDataset(figure, series, sheet)),
        ...ruleDatasets(figure, sheet),
      ],
    },
    options: {
      ...frame,
      scales: lineScales(figure, sheet),
      plugins: {
        ...frame.plugins,
        subtitle: { ...frame.plugins?.subtitle, padding: { top: 0, bottom: 8 + above } },
      },
    },
    plugins: [lineMarks(figure, sheet)],
  });
  const plots = (isNarrow(sheet) ? panelsOf(figure).length : 1) * (figure.isFlat ? FLAT_PLOT : PLOT);
  const around = sheet.isTitled ? AROUND : 8;
  return {
    height: around + headHeight(figure, sheet) + legendHeight(legend, sheet) + above + plots + AXIS,
    configure: () => configure() as unknown as ChartConfiguration,
  };
}

/** Pixels of a value before the axes are laid out. */
function estimatedPlace({ x, series }: LinesFigure, { width }: Sheet): (value: number) => number {
  const values = series.flatMap(({ points }) => points.map((point) => point.x));
  const low = x.min ?? Math.min(...values);
  const high = x.max ?? Math.max(...values);
  return (value) => 60 + ((value - low) / (high - low || 1)) * (width - 80);
}
