/** What stands around the panels of a heat map: axes side by side and above each other, titles, the colour scale. */
import type { Plugin, Scale } from 'chart.js';
import { heat, INK, MUTED } from './palette.ts';
import { FONT, WIDTH } from './render.ts';

/** Axes of one stack share the width, so that each column of panels has its own stretch of time. */
export function timeAxis(seconds: number) {
  return {
    type: 'linear',
    axis: 'x',
    position: 'bottom',
    stack: 'columns',
    // The matrix controller would leave half a step free at both ends.
    offset: false,
    min: 0,
    max: seconds * 1.05,
    grid: { display: false },
    border: { display: false },
    title: { display: true, text: 'seconds', font: { size: 13 } },
    afterBuildTicks: (axis: Scale) => {
      const step = roundStep(seconds / 4);
      axis.ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => ({
        value: index * step,
      }));
    },
    ticks: {
      maxRotation: 0,
      autoSkip: false,
      align: 'inner',
      font: { size: 13 },
    },
  };
}

/** The next of 1, 2, 5, 10, 20, 50 ... of its size. */
function roundStep(atLeast: number): number {
  const decade = 10 ** Math.floor(Math.log10(atLeast));
  return decade * ([1, 2, 5].find((step) => step * decade >= atLeast) ?? 10);
}

/** @param titleRows height of the panel's title, in rows of a core */
export function coreAxis(cores: number, titleRows: number, weight: number) {
  const every = cores <= 4 ? 1 : cores <= 8 ? 2 : cores <= 16 ? 4 : 8;
  return {
    type: 'linear',
    axis: 'y',
    position: 'left',
    stack: 'rows',
    offset: false,
    weight,
    reverse: true,
    min: -titleRows - 0.5,
    max: cores + 0.5,
    grid: { display: false },
    border: { display: false },
    afterBuildTicks: (axis: Scale) => {
      axis.ticks = Array.from({ length: Math.ceil(cores / every) }, (_, index) => ({ value: index * every }));
    },
    ticks: { autoSkip: false, color: MUTED, font: { size: 12 } },
  };
}

export function squareWidth(scale: Scale | undefined, columns: number, seconds: number): number {
  if (scale === undefined) return 0;
  // A hair wider than its place: gaps between columns would look like data.
  return (scale.getPixelForValue(seconds) - scale.getPixelForValue(0)) / columns + 0.5;
}

export interface TitledPanel {
  readonly title: string;
  readonly note: string;
  readonly x: string;
  readonly y: string;
  readonly seconds: number;
}

/** Name and overall figure above each panel. */
export function panelTitles(panels: readonly TitledPanel[]): Plugin {
  return {
    id: 'panel-titles',
    afterDraw({ ctx, scales }) {
      ctx.save();
      ctx.textBaseline = 'alphabetic';
      for (const { title, note, x, y, seconds } of panels) {
        const [across, down] = [scales[x], scales[y]];
        if (across === undefined || down === undefined) continue;
        const baseline = down.getPixelForValue(-0.5) - 6;
        ctx.textAlign = 'left';
        ctx.font = `600 13px ${FONT}`;
        ctx.fillStyle = INK;
        ctx.fillText(title, across.getPixelForValue(0), baseline);
        ctx.textAlign = 'right';
        ctx.font = `13px ${FONT}`;
        ctx.fillStyle = MUTED;
        ctx.fillText(note, across.getPixelForValue(seconds), baseline);
      }
      ctx.restore();
    },
  };
}

/** 0 to 100 percent at the picture's upper right. */
export function colourScale(): Plugin {
  const [width, height, right, top] = [210, 12, 20, 22];
  return {
    id: 'colour-scale',
    afterDraw({ ctx }) {
      const left = WIDTH - right - width;
      ctx.save();
      for (let step = 0; step < width; step++) {
        ctx.fillStyle = heat((100 * step) / (width - 1));
        ctx.fillRect(left + step, top, 1, height);
      }
      ctx.strokeStyle = MUTED;
      ctx.lineWidth = 0.5;
      ctx.strokeRect(left, top, width, height);
      ctx.fillStyle = MUTED;
      ctx.font = `12px ${FONT}`;
      ctx.textBaseline = 'top';
      for (const [text, share, align] of [
        ['0 %', 0, 'left'],
        ['50 %', 0.5, 'center'],
        ['100 % busy', 1, 'right'],
      ] as const) {
        ctx.textAlign = align;
        ctx.fillText(text, left + share * width, top + height + 4);
      }
      ctx.restore();
    },
  };
}
