/** The variants to show where there is no room for all. */
import type { ComparedCell, CompareVerdict } from '../../harness/records/comparison.ts';
import { isBroken } from '../../harness/stats/is-broken.ts';

const WEIGHT: Readonly<Record<CompareVerdict, number>> = {
  regression: 3,
  improvement: 2,
  undecided: 1,
  'no-change': 0,
};

/** Up to `most` variants in their order: those without figures first, then by verdict, then by size of the change. */
export function mostTelling(cells: readonly ComparedCell[], most: number): readonly ComparedCell[] {
  const weight = (cell: ComparedCell) => (isBroken(cell) ? 4 : WEIGHT[cell.verdict]);
  const size = ({ primary }: ComparedCell) => Math.abs(primary.change ?? 0);
  const worst = cells.toSorted((a, b) => weight(b) - weight(a) || size(b) - size(a));
  const kept = new Set(worst.slice(0, most));
  return cells.filter((cell) => kept.has(cell));
}
