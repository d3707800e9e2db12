/** countsByStatus returns the counts that are not zero, by status code. */
export function countsByStatus(
  counts: Iterable<number> | ReadonlyMap<number, number>,
): Record<string, number> {
  const entries = counts instanceof Map ? [...counts] : [...[...counts].entries()];
  return Object.fromEntries(
    entries.filter(([, count]) => count > 0).map(([status, count]) => [String(status), count]),
  );
}
