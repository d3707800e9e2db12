/** "Did you mean": what a mistyped name was meant to be. */
import { distance } from 'fastest-levenshtein';

/** The known name closest to a mistyped one; undefined where none is close enough to be meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  const [best] = known
    .map((name) => ({ name, edits: edits(typed, name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(Math.min(name.length, typed.length) / 2)))
    .sort((a, b) => a.edits - b.edits);
  return best?.name;
}

/** `; did you mean "express"?`, or nothing: the end of a sentence that refuses a name. */
export function didYouMean(word: string, known: readonly string[], mark = ''): string {
  const name = nearest(word, known);
  return name === undefined ? '' : `; did you mean ${mark}${name}?`;
}

/** An abbreviation (`conn` for `connections`) and letters out of order (`rnu` for `run`) count as one edit. */
function edits(typed: string, name: string): number {
  const isPrefix = typed.length >= 3 && name.startsWith(typed);
  const letters = (word: string) => [...word].sort().join('');
  return isPrefix || letters(typed) === letters(name)
    ? Math.min(1, distance(typed, name))
    : distance(typed, name);
}
