import type { CellResult } from '../cell-result.ts';
import { code } from '../document/inline.ts';
import { type Column, nameColumn } from '../document/table.ts';

/** The first column of every table that has a row per variant. */
export const variantColumn: Column<Pick<CellResult, 'cell'>> = nameColumn('variant', ({ cell }) =>
  code(cell.variant),
);
