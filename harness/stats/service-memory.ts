import type { Cell, OkTrial } from '../records/run.ts';
import { sum } from './summary.ts';

/** No part of the app: what stands in front of it, what started it, and what it depends on. */
const APART: readonly OkTrial['processes'][number]['role'][] = ['proxy', 'launcher', 'service'];

/**
 * Resident memory of workers, primary and what else the app runs, in bytes, at the window's end. The proxy, what
 * launched a worker, and what the app depends on are not counted. Null where a process did not tell, or where fewer processes were seen
 * than the cell has: less than all of the memory would pass for all.
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
