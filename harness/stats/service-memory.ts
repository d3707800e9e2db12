import type { Cell, OkTrial } from '../records/run.ts';
import { sum } from './summary.ts';

/** Roles outside the app: what stands in front of it, what started it, and what it depends on. */
const APART: readonly OkTrial['processes'][number]['role'][] = ['proxy', 'launcher', 'service'];

/**
 * serviceMemoryBytes is the resident memory of workers, primary and the app's other processes at the window's end, in
 * bytes. It excludes the proxy, launchers, and services that the app depends on. It is null if a process did not
 * report, or if there are fewer processes than the cell has: a part of the memory would pass for all of it.
 */
export function serviceMemoryBytes(
  { processes }: Pick<OkTrial, 'processes'>,
  { workers, hasPrimary }: Pick<Cell, 'workers' | 'hasPrimary'>,
): number | null {
  const members = processes.filter(({ role }) => !APART.includes(role));
  const known = members.flatMap(({ rssBytes }) => rssBytes ?? []);
  const serving = members.filter(({ role }) => role !== 'other').length;
  const expected = workers + (hasPrimary ? 1 : 0);
  return serving < expected || known.length < members.length ? null : sum(known);
}
