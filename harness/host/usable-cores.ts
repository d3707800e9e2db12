import { availableParallelism } from 'node:os';
import { readCgroupCpuLimit } from './cgroup.ts';

/**
 * Whole cores that this process may keep busy: those of its cpuset or affinity, and no more than the CPU limit of its
 * control groups. Newer versions of Node count the limit by themselves, and likewise.
 */
export function usableCores(): number {
  return Math.max(1, Math.floor(Math.min(availableParallelism(), readCgroupCpuLimit() ?? Infinity)));
}
