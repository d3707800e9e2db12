/** A row for each variant: bars, ranges and points along one axis of amounts. */
import type { ChartConfiguration, Scale, ScriptableContext } from 'chart.js';
import type { RowsFigure } from '../figure.ts';
import { scaleOf } from './axis.ts';
import { frameOf, headHeight, legendHeight } from './frame.ts';
import { isEmptyRow, rowLabels } from './row-labels.ts';
import { type RowLayout, rowLayout } from './row-layout.ts';
import { rowMarks } from './row-marks.ts';
import { type PlacedMark, placedMarks } from './row-points.ts';
import { legendItem } from './shapes.ts';
import type { Drawing, Sheet } from './sheet.ts';
import { toneColour } from './theme.ts';

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
  const configuration = {
    type: 'scatter',
    data: {
      datasets: [
        {
          data: marks,
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
        },
      ],
    },
    options: {
      ...frameOf(figure, sheet, legend, isCrowded ? 'xy' : 'y'),
      scales: { x: scaleOf(figure.axis, sheet), ...rowAxes(figure, layout, sheet) },
    },
    plugins: [rowMarks(figure, layout, theme), rowLabels(figure.rows, layout, sheet)],
  };
  const around = sheet.isTitled ? AROUND : 8;
  return {
    height:
      around +
      headHeight(figure, sheet) +
      legendHeight(legend, sheet) +
      layout.height * figure.rows.length +
      AXIS,
    configuration: configuration as unknown as ChartConfiguration,
  };
}

function each<Value>(of: (mark: PlacedMark) => Value) {
  return ({ raw }: ScriptableContext<'scatter'>) => of(raw as PlacedMark);
}

/** Names on the left and figures on the right, as two axes, so that chart.js leaves them as much room as they take. */
function rowAxes({ rows }: RowsFigure, { isNamedAbove }: RowLayout, { theme, fontFamily: family }: Sheet) {
  const axis = {
    axis: 'y',
    type: 'linear',
    reverse: true,
    min: -0.5,
    max: rows.length - 0.5,
    grid: { display: false },
    afterBuildTicks: (scale: Scale) => {
      scale.ticks = rows.map((_, value) => ({ value }));
    },
  };
  // The library gives an axis at most a quarter of the sheet, and cuts what is longer.
  const asWideAs = (labels: readonly string[], space: number) => (scale: Scale) => {
    scale.ctx.font = `13px ${family}`;
    scale.width = Math.max(...labels.map((label) => scale.ctx.measureText(label).width)) + space;
  };
  const ticks = { autoSkip: false, font: { family, size: 13 } };
  const y = {
    ...axis,
    display: !isNamedAbove,
    afterFit: asWideAs(
      rows.map(({ name }) => name),
      18,
    ),
    border: { color: theme.grid },
    ticks: { ...ticks, color: theme.ink, callback: (at: string | number) => rows[Number(at)]?.name ?? '' },
  };
  const texts = rows.map((row) => (isEmptyRow(row) ? '' : row.text));
  if (isNamedAbove || texts.every((text) => text === '')) return { y };
  const figures = {
    ...axis,
    position: 'right',
    afterFit: asWideAs(texts, 24),
    border: { display: false },
    ticks: {
      ...ticks,
      crossAlign: 'far',
      padding: 10,
      color: ({ index }: { index: number }) => toneColour(rows[index]?.textTone, theme),
      callback: (at: string | number) => texts[Number(at)] ?? '',
    },
  };
  return { y, figures };
}
