/** Pairs of trials: a cell's two sides back to back, in an order that chance alone decides. */

import { mulberry32, shuffled } from '../stats/mulberry32.ts';
import type { Side } from './side.ts';

export interface Pair<Cell> {
  readonly cell: Cell;
  /** 1.. within the cell: the number of both its trials. */
  readonly pair: number;
  /** Who goes first. */
  readonly order: readonly [Side, Side];
}

interface Rules {
  readonly maxPairs: number;
  readonly seed: number;
}

/**
 * One pair a cell in each round, cells shuffled: a drift of the machine meets every cell, and both its sides, alike.
 * A cell that is no longer open gets no more pairs; it is asked again before each, for another's pair may close it.
 *
 * @param play rejects where a pair is given up
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

/** Random in the first pair of two, and turned round in the second: who goes first is each side as often. */
function orderOf(cell: number, pair: number, seed: number): readonly [Side, Side] {
  const block = Math.floor((pair - 1) / 2);
  const random = mulberry32(
    (seed ^ Math.imul(block + 1, 0x9e3779b1) ^ Math.imul(cell + 1, 0x85ebca6b)) >>> 0,
  );
  const isHeadFirst = random() < 0.5 !== (pair % 2 === 0);
  return isHeadFirst ? ['head', 'base'] : ['base', 'head'];
}
