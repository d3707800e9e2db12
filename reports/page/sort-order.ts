/** The order of a table's rows by one of its columns. */

export type Direction = 'ascending' | 'descending';

/** Sort key of a cell: its number, or its words where no cell of the column has a number. */
export interface SortKey {
  readonly value: number | null;
  readonly words: string;
}

const NOTHING = /^[\s–-]*$/;
const collator = new Intl.Collator('en', { numeric: true });

/** Places of the rows in their new order. Equal rows keep theirs; rows without anything to sort by come last. */
export function sortedPlaces(keys: readonly SortKey[], direction: Direction): number[] {
  const isOfNumbers = keys.some(({ value }) => value !== null);
  const isBlank = ({ value, words }: SortKey) => (isOfNumbers ? value === null : NOTHING.test(words));
  const sign = direction === 'ascending' ? 1 : -1;
  const compared = (a: SortKey, b: SortKey) => {
    if (isBlank(a) || isBlank(b)) return Number(isBlank(a)) - Number(isBlank(b));
    return sign * (isOfNumbers ? (a.value ?? 0) - (b.value ?? 0) : collator.compare(a.words, b.words));
  };
  return keys
    .map((key, place) => ({ key, place }))
    .toSorted((a, b) => compared(a.key, b.key))
    .map(({ place }) => place);
}
