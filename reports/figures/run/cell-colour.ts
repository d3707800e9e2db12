/**
 * Colours of cells: a hue says who hands out connections, a shade how many workers. The hues of members are those of Okabe
 * and Ito ("Color Universal Design", 2008), apart for colour-blind eyes too.
 */
import type { Cell } from '../../../harness/records/run.ts';
import { mixed } from '../draw/colours.ts';

const WHITE = '#ffffff';

/** The same cell has the same colour in every figure of a run: the more workers, the fuller. */
export function cellColour({ colour, workers }: Cell, workerCounts: readonly number[]): string {
  const many = workerCounts.filter((count) => count > 1).toSorted((a, b) => b - a);
  const rank = Math.max(0, many.indexOf(workers));
  return workers > 1 && many.length > 1 ? mixed(colour, WHITE, (0.5 * rank) / (many.length - 1)) : colour;
}
