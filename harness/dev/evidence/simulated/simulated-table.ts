/** A table of what was simulated: a row is made by itself, from a seed of its own. */
export interface SimulatedTable {
  readonly name: string;
  readonly titles: readonly string[];
  /** Cells of each row, by a name that no other row has. */
  readonly rows: ReadonlyMap<string, () => readonly string[]>;
}

/** Simulated reports, at least, behind each share: one of 1% is then known to 0.2% (two standard errors). */
export const REPORTS = 10_000;

/** A row for each of the pairs, named by both. */
export function rowsOf<A, B>(
  firsts: readonly A[],
  seconds: readonly B[],
  name: (first: A, second: B) => string,
  make: (first: A, second: B) => readonly string[],
): SimulatedTable['rows'] {
  return new Map(
    firsts.flatMap((first) =>
      seconds.map((second) => [name(first, second), () => make(first, second)] as const),
    ),
  );
}

export function repeated<T>(times: number, once: () => T): T[] {
  return Array.from({ length: times }, once);
}

/** In percent, of those for which it holds. */
export function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): string {
  return percent(items.filter(holds).length / items.length);
}

export function percent(share: number): string {
  return (100 * share).toFixed(share >= 0.0995 ? 0 : 1);
}
