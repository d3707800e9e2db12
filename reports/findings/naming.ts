import type { CellResult } from '../cell-result.ts';
import { code, listed, type Text, text } from '../document/inline.ts';

const MOST_NAMES = 4;

/** Variants by name, or their number where the names would fill the page. */
export function named(results: readonly Pick<CellResult, 'cell'>[]): Text {
  if (results.length > MOST_NAMES) return text`${results.length} variants`;
  return listed(results.map(({ cell }) => code(cell.variant)));
}
