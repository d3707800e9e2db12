/** How tall rows are, and where within a row its name and its marks stand. */
import type { RowsFigure } from '../figure.ts';
import { isNarrow, type Sheet } from './sheet.ts';

/** CSS pixels: of a row, of a lane of points, of the space around lanes, and of the line above a row on narrow sheets. */
const ROW = 30;
const LANE = 13;
const TALLEST = 150;
const AROUND_LANES = 16;
const NAME_LINE = 20;

export interface RowLayout {
  /** CSS pixels of a row, its name above it included. */
  readonly height: number;
  /** Whether names and figures stand above each row, and not beside it. */
  readonly isNamedAbove: boolean;
  /** In rows: from a row's middle down to the middle of its marks, half of what marks may take, and to its name. */
  readonly middle: number;
  readonly half: number;
  readonly name: number;
}

export function rowLayout({ lanes = 1 }: RowsFigure, sheet: Sheet): RowLayout {
  const isNamedAbove = isNarrow(sheet);
  const marks = lanes > 1 ? Math.max(ROW, Math.min(TALLEST, LANE * lanes + AROUND_LANES)) : ROW;
  const above = isNamedAbove ? NAME_LINE : 0;
  const height = marks + above;
  return {
    height,
    isNamedAbove,
    middle: above / 2 / height,
    half: marks / 2 / height,
    name: (above / 2 - height / 2) / height + 3 / height,
  };
}
