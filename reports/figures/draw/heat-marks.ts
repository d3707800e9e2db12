/** Drawing of a heat map: cells, names, cores, seconds and the scale of colours. */
import type { Chart, Plugin } from 'chart.js';
import { fixed } from '../../format.ts';
import type { HeatFigure } from '../figure.ts';
import { type HeatLayout, type PlacedPanel, SCALE } from './heat-layout.ts';
import type { Sheet } from './sheet.ts';
import { fittingName } from './short-name.ts';
import { heatColour } from './theme.ts';

/** CSS pixels of a panel's note. */
const NOTE = 40;

type Context = Chart['ctx'];

export function heatMarks(figure: HeatFigure, layout: HeatLayout, sheet: Sheet): Plugin {
  return {
    id: 'heat-marks',
    beforeDatasetsDraw({ ctx, chartArea }) {
      ctx.save();
      ctx.translate(chartArea.left, chartArea.top);
      for (const panel of layout.panels) {
        cells(ctx, figure, panel, sheet);
        names(ctx, panel, sheet);
        if (panel.isFirst) cores(ctx, panel, sheet);
        if (panel.isLast) seconds(ctx, panel, sheet);
      }
      colourScale(ctx, figure, layout.width, sheet);
      ctx.restore();
    },
  };
}

/** A hair wider than its place: gaps between columns would look like data. */
function cells(ctx: Context, { max }: HeatFigure, { panel, left, top, cell }: PlacedPanel, { theme }: Sheet) {
  const gap = cell.height > 4 ? 1 : 0;
  panel.rows.forEach((values, row) => {
    values.forEach((value, column) => {
      ctx.fillStyle = heatColour(value / max, theme);
      ctx.fillRect(left + column * cell.width, top + row * cell.height, cell.width + 0.5, cell.height - gap);
    });
  });
}

function widthOf({ panel, cell }: PlacedPanel): number {
  return cell.width * Math.max(1, ...panel.rows.map(({ length }) => length));
}

function names(ctx: Context, placed: PlacedPanel, { theme, fontFamily }: Sheet): void {
  const { panel, left, top } = placed;
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'left';
  ctx.font = `600 13px ${fontFamily}`;
  ctx.fillStyle = theme.ink;
  const room = widthOf(placed) - NOTE;
  ctx.fillText(fittingName(ctx, panel.name, room), left, top - 7);
  ctx.textAlign = 'right';
  ctx.font = `13px ${fontFamily}`;
  ctx.fillStyle = theme.muted;
  ctx.fillText(panel.note, left + widthOf(placed), top - 7);
}

function cores(ctx: Context, { panel, left, top, cell }: PlacedPanel, { theme, fontFamily }: Sheet): void {
  const count = panel.rows.length;
  const every = count <= 4 ? 1 : count <= 8 ? 2 : count <= 16 ? 4 : 8;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  ctx.font = `12px ${fontFamily}`;
  ctx.fillStyle = theme.muted;
  for (let core = 0; core < count; core += every) {
    ctx.fillText(String(core), left - 7, top + (core + 0.5) * cell.height);
  }
}

/** Numbers of seconds at round places, and what they are. */
function seconds(ctx: Context, placed: PlacedPanel, { theme, fontFamily }: Sheet): void {
  const { panel, left, top, cell } = placed;
  const width = widthOf(placed);
  const all = (panel.columnSeconds * width) / cell.width;
  const step = roundStep(all / 4);
  const line = top + panel.rows.length * cell.height + 12;
  ctx.textBaseline = 'middle';
  ctx.font = `12px ${fontFamily}`;
  ctx.fillStyle = theme.muted;
  for (let second = 0; second <= all + 1e-9; second += step) {
    const isLast = second + step > all + 1e-9;
    ctx.textAlign = second === 0 ? 'left' : isLast ? 'right' : 'center';
    const unit = isLast ? ' s' : '';
    ctx.fillText(`${Number(second.toPrecision(6))}${unit}`, left + (second / all) * width, line);
  }
}

/** The next of 1, 2, 5, 10, 20, 50 ... of its size. */
function roundStep(atLeast: number): number {
  const decade = 10 ** Math.floor(Math.log10(atLeast));
  return decade * ([1, 2, 5].find((step) => step * decade >= atLeast) ?? 10);
}

/** Colours from none to the largest value, above the panels at the right. */
function colourScale(ctx: Context, { max, unit }: HeatFigure, right: number, { theme, fontFamily }: Sheet) {
  const left = right - SCALE.width;
  for (let step = 0; step < SCALE.width; step++) {
    ctx.fillStyle = heatColour(step / (SCALE.width - 1), theme);
    ctx.fillRect(left + step, 0, 1.5, SCALE.height);
  }
  ctx.strokeStyle = theme.muted;
  ctx.lineWidth = 0.5;
  ctx.strokeRect(left, 0, SCALE.width, SCALE.height);
  ctx.fillStyle = theme.muted;
  ctx.font = `12px ${fontFamily}`;
  ctx.textBaseline = 'top';
  for (const [share, align] of [
    [0, 'left'],
    [0.5, 'center'],
    [1, 'right'],
  ] as const) {
    ctx.textAlign = align;
    ctx.fillText(`${fixed(share * max, 0)}${unit}`, left + share * SCALE.width, SCALE.height + 4);
  }
}
