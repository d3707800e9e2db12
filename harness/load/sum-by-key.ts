/** Adds up counts of several load processes by name. */
import { errorKinds, type LoadErrors } from '../records/run.ts';
import { noErrors } from './counts-by-kind.ts';

/** sumByKey adds up the counts of each name. */
export function sumByKey(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of counts) {
    for (const [name, count] of Object.entries(one)) total[name] = (total[name] ?? 0) + count;
  }
  return total;
}

/** sumErrors adds up the failures of each class. */
export function sumErrors(parts: readonly LoadErrors[]): LoadErrors {
  const total = noErrors();
  for (const part of parts) for (const kind of errorKinds) total[kind] += part[kind];
  return total;
}
