/** Surface that a figure is drawn on: a PNG, or a canvas of a page. */
import type { ChartConfiguration } from 'chart.js';
import type { Theme } from './theme.ts';

export interface Sheet {
  readonly theme: Theme;
  /** CSS pixels. */
  readonly width: number;
  readonly fontFamily: string;
  /** Whether title and subtitle are part of the picture; a page has them in HTML. */
  readonly isTitled: boolean;
}

export interface Drawing {
  /** CSS pixels. */
  readonly height: number;
  /** Configuration for chart.js, built only where the figure is drawn: a page keeps its place free before that. */
  readonly configure: () => ChartConfiguration;
}

/** Narrower sheets, such as phones, have no room for names and figures beside the plot, nor for panels side by side. */
const NARROW = 600;

export function isNarrow({ width }: Sheet): boolean {
  return width < NARROW;
}
