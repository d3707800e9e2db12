import type { CellResult } from '../cell-result.ts';
import { code } from '../escape.ts';
import { listed } from '../format.ts';

const MOST_NAMES = 4;

/** Setups by name, or how many there are where names would fill the page. */
export function named(results: readonly CellResult[]): string {
  if (results.length > MOST_NAMES) return `${results.length} setups`;
  return listed(results.map(({ setup }) => code(setup)));
}
