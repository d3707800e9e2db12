/** Figures as chart.js draws them, here and in a page alike. */
import type { FigureData } from '../figure.ts';
import { heatDrawing } from './heat.ts';
import { linesDrawing } from './lines.ts';
import { rowsDrawing } from './rows.ts';
import type { Drawing, Sheet } from './sheet.ts';

/** Lays a figure out on a sheet: the height that it takes, and its configuration for chart.js. */
export function drawingOf(figure: FigureData, sheet: Sheet): Drawing {
  switch (figure.kind) {
    case 'rows':
      return rowsDrawing(figure, sheet);
    case 'lines':
      return linesDrawing(figure, sheet);
    case 'heat':
      return heatDrawing(figure, sheet);
    default:
      throw new Error(`no drawing for ${JSON.stringify((figure as { kind: unknown }).kind)}`);
  }
}
