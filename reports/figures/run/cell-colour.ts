/**
 * Colours of cells: a hue says who hands out connections, a shade tells cells of one hue apart. The hues of members are
 * those of Okabe and Ito ("Color Universal Design", 2008), apart for colour-blind eyes too.
 */
import type { Cell } from '../../../harness/records/run.ts';
import { settingsLabel } from '../../../harness/records/settings-label.ts';
import { groupedBy } from '../../grouped-by.ts';
import { contrast, mixed } from '../draw/colours.ts';
import { LEAST_CONTRAST, LIGHT } from '../draw/theme.ts';

/** The colour of each cell by its id. */
export type CellColours = ReadonlyMap<string, string>;

/** Share of ink in the darkest shade. */
const DARKEST = 0.55;
const STEPS = 40;

/** The same cell has the same colour in every figure of a run: the more workers, the darker. */
export function cellColours(cells: readonly Cell[]): CellColours {
  const hues = groupedBy(cells, ({ colour }) => colour);
  return new Map(
    [...hues].flatMap(([hue, members]) => {
      const kinds = [...new Set(members.toSorted((a, b) => b.workers - a.workers).map(kindOf))];
      return members.map((cell) => [cell.id, shade(hue, kinds.indexOf(kindOf(cell)), kinds.length)] as const);
    }),
  );
}

/** Shade is what tells variants of one hue apart. Cells behind a proxy have the shade of those without, and paler marks. */
function kindOf({ topology, workers, settings }: Cell): string {
  return `${topology}-${workers}${settingsLabel(settings)}`;
}

/** The hue itself where it stands alone; otherwise the shades between the darkest and the lightest, evenly spread. */
function shade(hue: string, place: number, count: number): string {
  if (count < 2) return hue;
  return mixed(mixed(hue, LIGHT.ink, DARKEST), lightest(hue), place / (count - 1));
}

/** The lightest shade that stands out from white paper. */
function lightest(hue: string): string {
  const shades = Array.from({ length: STEPS }, (_, step) => mixed(hue, LIGHT.paper, step / STEPS));
  return shades.findLast((one) => contrast(one, LIGHT.paper) >= LEAST_CONTRAST) ?? hue;
}
