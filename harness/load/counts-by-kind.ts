/** Counts by class of failure, and by status. */
import type { LoadErrors } from '../records/run.ts';

/** noErrors returns a zero for each class of failures. */
export function noErrors(): LoadErrors {
  return { connect: 0, timeout: 0, reset: 0, closed: 0, non2xx: 0, mismatch: 0, check: 0 };
}

/** countsByStatus returns the counts that are not zero, by status code. */
export function countsByStatus(
  counts: Iterable<number> | ReadonlyMap<number, number>,
): Record<string, number> {
  const entries = counts instanceof Map ? [...counts] : [...[...counts].entries()];
  return Object.fromEntries(
    entries.filter(([, count]) => count > 0).map(([status, count]) => [String(status), count]),
  );
}
