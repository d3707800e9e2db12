/** Worker counts of a topology that is made of several: one worker is the single process, unless the topology is asked for by name. */
export function workerCounts(workers: readonly number[], isNamed: boolean): number[] {
  return workers.filter((count) => isNamed || count > 1);
}
