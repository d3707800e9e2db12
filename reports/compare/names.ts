/** Texts of records, cut: a name of a thousand letters is no name, and a comment on GitHub has its limit. */
import type { ComparedCell } from '../../harness/records/comparison.ts';
import { clipped } from '../clipped.ts';
import { code } from '../escape.ts';

const LONGEST = 120;

export function short(text: string): string {
  return clipped(text, LONGEST);
}

/** A setup's id in code type. */
export function cellName({ id }: Pick<ComparedCell, 'id'>): string {
  return code(short(id));
}

const MOST_NAMED = 6;

/** Ids in code type, the first six of them unless told. */
export function cellNames(ids: readonly string[], most = MOST_NAMED): string {
  const names = ids.slice(0, most).map((id) => cellName({ id }));
  const left = ids.length - names.length;
  return left === 0 ? names.join(', ') : `${names.join(', ')} and ${left} more`;
}
