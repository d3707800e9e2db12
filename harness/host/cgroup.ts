/**
 * The control groups that this process is in: their CPU limits, and where the newer kind tells of its own pressure.
 * Linux; elsewhere nothing is known. In a container the group is mounted as the root, or its path leads there.
 */

import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { type Group, groupsOf, type Read } from '../processes/own-groups.ts';
import { readText } from './read-text.ts';

/** Cores that every group from this process's own up to the root allows together: the lowest; null where none limits. */
export function readCgroupCpuLimit(read: Read = readText): number | null {
  const limits = groupsOf(read).flatMap(({ version, folder, mountPoint }) =>
    upTo(mountPoint, folder).flatMap((group) => limitOf[version](group, read) ?? []),
  );
  return limits.length > 0 ? Math.min(...limits) : null;
}

/** `cpu.pressure` of this process's own group, whose tasks alone it counts; null where it is in none but the root. */
export function ownPressureFile(read: Read = readText): string | null {
  const own = groupsOf(read).find(({ version }) => version === 2);
  // Of all groups the root alone has no such file (Documentation/admin-guide/cgroup-v2.rst).
  const isRoot = !own || read(join(own.folder, 'cgroup.type')) === null;
  return isRoot ? null : join(own.folder, 'cpu.pressure');
}

/** The folder and those above it, down to the last one that is still inside. */
function upTo(mountPoint: string, folder: string): string[] {
  return folder === mountPoint || dirname(folder) === folder
    ? [folder]
    : [folder, ...upTo(mountPoint, dirname(folder))];
}

const limitOf: Readonly<Record<Group['version'], (folder: string, read: Read) => number | null>> = {
  1: (folder, read) => cores(read(join(folder, 'cpu.cfs_quota_us')), read(join(folder, 'cpu.cfs_period_us'))),
  // `50000 100000`, or `max 100000`.
  2: (folder, read) => {
    const [quota = null, period = null] = read(join(folder, 'cpu.max'))?.trim().split(' ') ?? [];
    return cores(quota, period);
  },
};

/** -1 and `max` are no limit. */
function cores(quota: string | null, period: string | null): number | null {
  const share = Number(quota) / Number(period);
  return quota !== null && Number.isFinite(share) && share > 0 ? share : null;
}

/**
 * Whole cores that this process may keep busy: those of its cpuset or affinity, and no more than the CPU limit of its
 * control groups. Newer versions of Node count the limit by themselves, and likewise.
 */
export function usableCores(): number {
  return Math.max(1, Math.floor(Math.min(availableParallelism(), readCgroupCpuLimit() ?? Infinity)));
}
