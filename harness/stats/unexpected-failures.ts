import type { LoadFigures } from '../records/run.ts';
import { sum } from './summary.ts';

/**
 * unexpectedFailures counts failed requests that are not figures of their scenario.
 *
 * @param expected classes of failures and status codes
 */
export function unexpectedFailures(
  { errors, statuses }: Pick<LoadFigures, 'errors' | 'statuses'>,
  expected: readonly string[],
): number {
  const classes: Readonly<Record<string, number>> = errors;
  const known = sum(expected.map((name) => classes[name] ?? statuses[name] ?? 0));
  return Math.max(0, sum(Object.values(errors)) - known);
}
