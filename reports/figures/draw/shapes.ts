/** Shapes of marks, as chart.js knows them. */
import type { LegendItem } from 'chart.js';
import type { LegendEntry, Shape } from '../figure.ts';
import { onPaper, type Theme } from './theme.ts';

export interface Mark {
  readonly pointStyle: 'rect' | 'circle' | 'rectRot' | 'triangle' | 'line';
  readonly radius: number;
  readonly stroke: string;
  readonly fill: string;
}

/** @param colour on the paper of the theme */
export function markOf(shape: Shape, colour: string, { paper }: Theme): Mark {
  const solid = { radius: 6, stroke: colour, fill: colour };
  switch (shape) {
    case 'square':
      return { ...solid, pointStyle: 'rect' };
    case 'circle':
      return { ...solid, pointStyle: 'circle' };
    case 'disc':
      return { ...solid, pointStyle: 'circle', radius: 4.5, fill: `${colour}66` };
    case 'diamond':
      return { ...solid, pointStyle: 'rectRot' };
    case 'triangle':
      return { ...solid, pointStyle: 'triangle' };
    case 'ring':
      return { ...solid, pointStyle: 'circle', radius: 5, fill: paper };
    case 'stroke':
      // Drawn as tall as the row's points, and no point of the library's.
      return { ...solid, pointStyle: 'line', radius: 0 };
  }
}

export function legendItem({ name, colour, shape }: LegendEntry, theme: Theme): LegendItem {
  const shown = colour === null ? theme.muted : onPaper(colour, theme);
  const { pointStyle, stroke, fill } = markOf(shape, shown, theme);
  return {
    text: name,
    fontColor: theme.ink,
    pointStyle,
    fillStyle: fill,
    strokeStyle: stroke,
    lineWidth: shape === 'stroke' ? 3 : 1.5,
    rotation: shape === 'stroke' ? 90 : 0,
  };
}
