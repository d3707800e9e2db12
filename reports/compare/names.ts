/** Names of a record, clipped: a record may hold a name of any length, and a comment on GitHub may not. */
import type { ComparedCell } from '../../harness/records/comparison.ts';
import { clipped } from '../clipped.ts';
import { code, type Inline, joined, type Text, text } from '../document/inline.ts';

const LONGEST = 120;

export function short(name: string): string {
  return clipped(name, LONGEST);
}

/** A variant's id in code type. */
export function cellName({ id }: Pick<ComparedCell, 'id'>): Inline {
  return code(short(id));
}

const MOST_NAMED = 6;

/** `a, b and 4 more`: ids in code type, up to six of them unless said otherwise. */
export function cellNames(ids: readonly string[], most = MOST_NAMED): Text {
  const names = joined(
    ids.slice(0, most).map((id) => cellName({ id })),
    ', ',
  );
  const left = ids.length - Math.min(most, ids.length);
  return left === 0 ? names : text`${names} and ${left} more`;
}
