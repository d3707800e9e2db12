/**
 * workerCounts returns the worker counts of a multi-process topology. It leaves out 1, which is the single process,
 * unless the user named the topology.
 */
export function workerCounts(workers: readonly number[], isNamed: boolean): number[] {
  return workers.filter((count) => isNamed || count > 1);
}
