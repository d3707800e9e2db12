/** "Did you mean": suggestions for mistyped names. */
import { distance } from 'fastest-levenshtein';

/** The known name most similar to a mistyped one; undefined if none is similar enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  const [best] = known
    .map((name) => ({ name, edits: edits(typed, name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(Math.min(name.length, typed.length) / 2)))
    .sort((a, b) => a.edits - b.edits);
  return best?.name;
}

/** The end of a sentence that refuses a name: `; did you mean express?`, or nothing. */
export function didYouMean(word: string, known: readonly string[], mark = ''): string {
  const name = nearest(word, known);
  return name === undefined ? '' : `; did you mean ${mark}${name}?`;
}

/**
 * Edit distance. An abbreviation (`conn` for `connections`) or swapped letters (`rnu` for `run`) count as one edit.
 */
function edits(typed: string, name: string): number {
  const isPrefix = typed.length >= 3 && name.startsWith(typed);
  const letters = (word: string) => [...word].sort().join('');
  return isPrefix || letters(typed) === letters(name)
    ? Math.min(1, distance(typed, name))
    : distance(typed, name);
}
