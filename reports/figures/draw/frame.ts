/** Frame of every plot: title, subtitle, legend and tooltip. */
import type { ChartOptions, LegendItem } from 'chart.js';
import type { FigureData } from '../figure.ts';
import type { Sheet } from './sheet.ts';

/** CSS pixels of a title, and of a line of the subtitle. */
const TITLE = 30;
const LINE = 18;
const PADDING = { top: 12, right: 20, bottom: 12, left: 12 };

/** Words for one mark, for the tooltip and for a screen reader. */
interface Reading {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Every point of every dataset carries its reading. */
export interface Readable {
  readonly reading: Reading;
  /** The row, line or core that it belongs to, counted from the top: arrow keys move along lanes, and between them. */
  readonly lane: number;
}

export function frameOf(
  figure: FigureData,
  sheet: Sheet,
  legend: readonly LegendItem[],
  /** Marks nearest in the row are read together with `y`; the single nearest one with `xy`. */
  nearest: 'y' | 'xy',
  padding: Partial<typeof PADDING> = {},
): ChartOptions {
  const { theme, fontFamily: family, isTitled } = sheet;
  const around = isTitled ? PADDING : { top: 4, right: 12, bottom: 4, left: 4 };
  return {
    responsive: false,
    animation: false,
    layout: { padding: { ...around, ...padding } },
    interaction: { mode: 'nearest', axis: nearest, intersect: false },
    plugins: {
      title: {
        display: isTitled,
        text: figure.title,
        align: 'start',
        color: theme.ink,
        font: { family, size: 18, weight: 600 },
        padding: { top: 0, bottom: 4 },
      },
      subtitle: {
        display: isTitled && figure.subtitle.length > 0,
        text: [...figure.subtitle],
        align: 'start',
        color: theme.muted,
        font: { family, size: 13.5, weight: 400, lineHeight: 1.35 },
        padding: { top: 0, bottom: legend.length > 0 ? 4 : 14 },
      },
      legend: {
        display: legend.length > 0,
        align: 'start',
        onClick: () => {},
        labels: {
          usePointStyle: true,
          boxHeight: 9,
          padding: isTitled ? 18 : 12,
          color: theme.ink,
          font: { family, size: 13 },
          generateLabels: () => [...legend],
        },
      },
      tooltip: {
        displayColors: false,
        backgroundColor: theme.ink,
        titleColor: theme.paper,
        bodyColor: theme.paper,
        titleFont: { family, size: 13, weight: 600 },
        bodyFont: { family, size: 13 },
        padding: 9,
        callbacks: {
          title: ([first]) => (first?.raw as Readable | undefined)?.reading.title ?? '',
          label: ({ raw }) => [...(raw as Readable).reading.lines],
        },
      },
    },
  };
}

/** CSS pixels that title and subtitle take. */
export function headHeight(figure: FigureData, { isTitled }: Sheet): number {
  return isTitled ? TITLE + LINE * figure.subtitle.length : 0;
}

/** CSS pixels of a line of the legend, of what a letter of it takes, and of what stands before each name. */
const LEGEND_LINE = 24;
const LETTER = 7;
const MARK = 36;

/** CSS pixels that a legend takes, which wraps on narrow sheets. */
export function legendHeight(legend: readonly LegendItem[], { width }: Sheet): number {
  if (legend.length === 0) return 0;
  const room = width - 40;
  let [lines, used] = [1, 0];
  for (const { text } of legend) {
    const needed = text.length * LETTER + MARK;
    if (used > 0 && used + needed > room) [lines, used] = [lines + 1, 0];
    used += needed;
  }
  return lines * LEGEND_LINE + 10;
}
