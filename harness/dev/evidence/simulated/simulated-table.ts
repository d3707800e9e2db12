/** SimulatedTable is a table of simulation results. Each row is made independently, from a seed of its own. */
export interface SimulatedTable {
  readonly name: string;
  readonly titles: readonly string[];
  /** Rows by their unique names; each returns its cells. */
  readonly rows: ReadonlyMap<string, () => readonly string[]>;
}

/** Simulated reports, at least, behind each share: one of 1% is then known to 0.2% (two standard errors). */
export const REPORTS = 10_000;

/** rowsOf makes one row for each pair, named by both. */
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

/** shareOf is the percentage of items for which the condition holds. */
export function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): string {
  return percent(items.filter(holds).length / items.length);
}

export function percent(share: number): string {
  return (100 * share).toFixed(share >= 0.0995 ? 0 : 1);
}
