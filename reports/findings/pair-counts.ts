import type { Comparison } from '../comparison.ts';
import { code, listed, type Part, type Text, text } from '../document/inline.ts';
import { between, counted, signedPercent } from '../format.ts';

/** More pairs than this are counted, not named; the table of compared variants has their figures. */
export const MOST_NAMED = 3;

/** `higher in 1 of 4 pairs (+3.3%), lower in 2 (−9.0% to −4.1%) and no significant difference in 1`. */
export function counts(pairs: readonly Comparison[]): Text {
  const groups = OUTCOMES.map(([outcome, words]) => ({
    words,
    members: pairs.filter((pair) => pair.outcome === outcome),
  })).filter(({ members }) => members.length > 0);
  return listed(
    groups.map(({ words, members }, at) => {
      const where = at === 0 ? firstCount(members, pairs.length) : ` in ${members.length}`;
      return text`${words}${where}${changesIn(members)}`;
    }),
  );
}

const OUTCOMES = [
  ['more', 'higher'],
  ['less', 'lower'],
  ['level', 'no significant difference'],
  ['unknown', 'too few trials'],
] as const;

function firstCount(members: readonly Comparison[], all: number): string {
  if (all === 1) return '';
  if (members.length < all) return ` in ${members.length} of ${counted(all, 'pair')}`;
  return members[0]?.outcome === 'level' ? ` in any of the ${all} pairs` : ` in all ${all} pairs`;
}

function changesIn(pairs: readonly Comparison[]): Part {
  const changes = pairs.flatMap(({ ratio, outcome }) =>
    ratio === null || outcome === 'level' ? [] : [ratio - 1],
  );
  if (changes.length === 0) return '';
  const names =
    pairs.length <= MOST_NAMED ? text`${listed(pairs.map(({ result }) => code(result.cell.variant)))}: ` : '';
  return text` (${names}${between(changes, signedPercent)})`;
}
