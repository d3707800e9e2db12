/** Pairs of trials: the two sides of a cell one after the other, in random order. */

import { mulberry32, shuffled } from '../stats/mulberry32.ts';
import type { Side } from './side.ts';

export interface Pair<Cell> {
  readonly cell: Cell;
  /** 1.. within the cell: the number of both its trials. */
  readonly pair: number;
  /** The sides in the order of their trials. */
  readonly order: readonly [Side, Side];
}

interface Rules {
  readonly maxPairs: number;
  readonly seed: number;
}

/**
 * Runs one pair per cell in each round, with cells shuffled, so that drift of the machine affects every cell and
 * both sides equally. A closed cell gets no more pairs. This is checked before each pair, as a pair of another cell
 * may close it.
 *
 * @param play rejects to end the run
 */
export async function alternate<Cell>(
  cells: readonly Cell[],
  { maxPairs, seed }: Rules,
  isOpen: (cell: Cell) => boolean,
  play: (pair: Pair<Cell>) => Promise<void>,
): Promise<void> {
  for (let pair = 1; pair <= maxPairs; pair++) {
    const open = cells.filter(isOpen);
    if (open.length === 0) return;
    for (const cell of shuffled(open, seed + pair)) {
      if (isOpen(cell)) await play({ cell, pair, order: orderOf(cells.indexOf(cell), pair, seed) });
    }
  }
}

/** Random in the first of two pairs, reversed in the second, so that each side goes first equally often. */
function orderOf(cell: number, pair: number, seed: number): readonly [Side, Side] {
  const block = Math.floor((pair - 1) / 2);
  const random = mulberry32(
    (seed ^ Math.imul(block + 1, 0x9e3779b1) ^ Math.imul(cell + 1, 0x85ebca6b)) >>> 0,
  );
  const isHeadFirst = random() < 0.5 !== (pair % 2 === 0);
  return isHeadFirst ? ['head', 'base'] : ['base', 'head'];
}
