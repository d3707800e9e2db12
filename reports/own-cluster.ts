/** Apps that fork a cluster themselves: a setup of one process is then none. */
import type { CellResult } from './cell-result.ts';

/**
 * How many processes serve where the setup has one. Null where it is one process, and where the topology has several
 * by itself.
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

/** One process that serves alone: what everything else may be compared with. */
export function isSingleProcess(result: Pick<CellResult, 'cell' | 'ok'>): boolean {
  return result.cell.isReference && ownCluster(result) === null;
}
