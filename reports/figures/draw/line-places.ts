/** Scales of a figure of lines: panels stand side by side, or above each other on narrow sheets. */
import type { Chart, Scale } from 'chart.js';
import type { Axis, LinesFigure } from '../figure.ts';
import { scaleOf } from './axis.ts';
import { isNarrow, type Sheet } from './sheet.ts';

export function panelsOf({ panels }: LinesFigure): readonly string[] {
  return panels ?? [''];
}

/** Ids of a panel's scales. */
export function scaleIds(figure: LinesFigure, panel: number, sheet: Sheet): { x: string; y: string } {
  if (panelsOf(figure).length === 1) return { x: 'x', y: 'y' };
  return isNarrow(sheet) ? { x: 'x', y: `y${panel}` } : { x: `x${panel}`, y: 'y' };
}

/** Scales of one stack share the width, or the height. */
export function lineScales(figure: LinesFigure, sheet: Sheet): Record<string, object> {
  const panels = panelsOf(figure);
  const grid = { drawOnChartArea: false, tickColor: sheet.theme.muted };
  const x = (panel = '') => ({ ...scaleOf(figure.x, sheet, inPanel(figure.x, panel)), grid });
  const y = (panel = '') => scaleOf(figure.y, sheet, inPanel(figure.y, panel));
  if (panels.length === 1) return { x: x(panels[0]), y: y() };
  const stacked = panels.map((name, panel): [string, object] => {
    const ids = scaleIds(figure, panel, sheet);
    if (isNarrow(sheet)) {
      // The heaviest one stands on top.
      const weight = panels.length - panel;
      return [ids.y, { ...y(name), axis: 'y', stack: 'panels', weight, offset: false }];
    }
    return [ids.x, { ...x(name), axis: 'x', position: 'bottom', stack: 'panels', stackWeight: 1 }];
  });
  return { ...Object.fromEntries(stacked), ...(isNarrow(sheet) ? { x: x() } : { y: y() }) };
}

function inPanel({ title }: Axis, panel: string): string {
  return panel === '' ? title : `${title}, ${panel}`;
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
