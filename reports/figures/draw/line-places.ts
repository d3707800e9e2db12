/** Scales of a figure of lines: panels stand side by side, or above each other on narrow sheets. */
import type { Chart, Scale } from 'chart.js';
import type { LinesFigure } from '../figure.ts';
import { scaleOf } from './axis.ts';
import { isNarrow, type Sheet } from './sheet.ts';

export function panelsOf({ panels, x }: LinesFigure): readonly string[] {
  return panels ?? [x.title];
}

/** Ids of a panel's scales. */
export function scaleIds(figure: LinesFigure, panel: number, sheet: Sheet): { x: string; y: string } {
  if (panelsOf(figure).length === 1) return { x: 'x', y: 'y' };
  return isNarrow(sheet) ? { x: 'x', y: `y${panel}` } : { x: `x${panel}`, y: 'y' };
}

/** Scales of one stack share the width, or the height. */
export function lineScales(figure: LinesFigure, sheet: Sheet): Record<string, object> {
  const panels = panelsOf(figure);
  const [x, y] = [scaleOf(figure.x, sheet), scaleOf(figure.y, sheet)];
  const upright = { ...x, grid: { drawOnChartArea: false, tickColor: sheet.theme.muted } };
  if (panels.length === 1) return { x: upright, y };
  const stacked = panels.map((title, panel): [string, object] => {
    const ids = scaleIds(figure, panel, sheet);
    if (isNarrow(sheet)) {
      // The heaviest one stands on top.
      const weight = panels.length - panel;
      return [
        ids.y,
        { ...scaleOf(figure.y, sheet, title), axis: 'y', stack: 'panels', weight, offset: false },
      ];
    }
    const own = scaleOf(figure.x, sheet, title);
    return [
      ids.x,
      { ...own, grid: upright.grid, axis: 'x', position: 'bottom', stack: 'panels', stackWeight: 1 },
    ];
  });
  return { ...Object.fromEntries(stacked), ...(isNarrow(sheet) ? { x: upright } : { y }) };
}

interface Panel {
  readonly x: Scale;
  readonly y: Scale;
}

/** A panel's scales, once chart.js has laid them out. */
export function panelIn({ scales }: Chart, figure: LinesFigure, panel: number, sheet: Sheet): Panel | null {
  const ids = scaleIds(figure, panel, sheet);
  const [x, y] = [scales[ids.x], scales[ids.y]];
  return x === undefined || y === undefined ? null : { x, y };
}
