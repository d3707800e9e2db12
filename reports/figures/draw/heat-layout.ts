/** Where the panels of a heat map stand, in CSS pixels of its plot. */
import type { HeatFigure, HeatPanel } from '../figure.ts';
import { isNarrow, type Sheet } from './sheet.ts';

const TITLE = 24;
const TIME_AXIS = 16;
const BETWEEN = { x: 16, y: 14 };
/** Numbers of the cores, at the left of each row of panels. */
const NUMBERS = 26;
/** The scale of colours, above the panels. */
export const SCALE = { width: 180, height: 11, room: 34 };

export interface PlacedPanel {
  readonly panel: HeatPanel;
  readonly left: number;
  readonly top: number;
  readonly cell: { readonly width: number; readonly height: number };
  /** Whether it stands at the left, beside the numbers of its cores; and at the foot of its column, above the time. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

export interface HeatLayout {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly PlacedPanel[];
}

export function heatLayout({ panels }: HeatFigure, sheet: Sheet): HeatLayout {
  const width = sheet.width - (sheet.isTitled ? 32 : 16);
  const cores = Math.max(1, ...panels.map(({ rows }) => rows.length));
  const across = columnsOf(panels.length, cores, sheet);
  const down = Math.ceil(panels.length / across);
  const panelWidth = (width - NUMBERS - (across - 1) * BETWEEN.x) / across;
  const cellHeight = cores <= 4 ? 16 : cores <= 8 ? 11 : cores <= 16 ? 8 : cores <= 32 ? 5 : 3;
  const panelHeight = TITLE + cores * cellHeight + BETWEEN.y;
  return {
    width,
    height: SCALE.room + down * panelHeight + TIME_AXIS,
    panels: panels.map((panel, at) => {
      const columns = Math.max(1, ...panel.rows.map(({ length }) => length));
      return {
        panel,
        left: NUMBERS + (at % across) * (panelWidth + BETWEEN.x),
        top: SCALE.room + Math.floor(at / across) * panelHeight + TITLE,
        cell: { width: panelWidth / columns, height: cellHeight },
        isFirst: at % across === 0,
        isLast: at + across >= panels.length,
      };
    }),
  };
}

function columnsOf(panels: number, cores: number, sheet: Sheet): number {
  if (panels === 1 || isNarrow(sheet)) return 1;
  return panels <= 6 || cores > 24 ? 2 : 3;
}
