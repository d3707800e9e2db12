/** Apps that fork their own cluster, so that a variant of one process is not a single process. */
import type { Cell } from '../harness/records/run.ts';
import { CPU_LIMIT } from '../harness/records/settings-label.ts';
import type { CellResult } from './cell-result.ts';

/**
 * Counts the workers of a variant that is meant to be one process. Null where it is one process, and where the topology
 * has several anyway.
 */
export function ownCluster({ cell, ok }: Pick<CellResult, 'cell' | 'ok'>): number | null {
  if (!cell.isReference) return null;
  const counts = ok.map(({ processes }) => {
    const workers = processes.filter(({ role }) => role === 'worker').length;
    return processes.some(({ role }) => role === 'primary') || workers > 1 ? workers : 0;
  });
  const most = Math.max(0, ...counts);
  return most === 0 ? null : most;
}

/** Whether one process serves alone, so that other variants may be compared with it. */
export function isSingleProcess(result: Pick<CellResult, 'cell' | 'ok'>): boolean {
  return result.cell.isReference && ownCluster(result) === null;
}

/**
 * Whether a single process runs with every setting of its own that a cell runs with, such as a variable of `--env`, and
 * under the same CPU limit.
 */
export function isSingleOf(single: Cell, { settings }: Cell): boolean {
  const isSame = (name: string) => settings[name] === single.settings[name];
  return isSame(CPU_LIMIT) && Object.keys(single.settings).every(isSame);
}
