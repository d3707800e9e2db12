/**
 * The control groups of this process: their CPU limits and, in version 2, their pressure. Known on Linux alone. In a
 * container the group is mounted as the root, or its path leads there.
 */

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { upTo } from '../processes/cpu-controller.ts';
import { type Group, groupsOf, type Read } from '../processes/own-groups.ts';
import { readText } from './read-text.ts';

/**
 * readCgroupCpuLimit is the lowest CPU limit, in cores, of this process's group and its ancestors; null without a
 * limit.
 */
export function readCgroupCpuLimit(read: Read = readText): number | null {
  const limits = groupsOf(read).flatMap(({ version, folder, mountPoint }) =>
    upTo(mountPoint, folder).flatMap((group) => limitOf[version](group, read) ?? []),
  );
  return limits.length > 0 ? Math.min(...limits) : null;
}

/**
 * ownPressureFile is `cpu.pressure` of this process's own group, which counts only the group's tasks; null if the
 * group is the root.
 */
export function ownPressureFile(read: Read = readText): string | null {
  const own = groupsOf(read).find(({ version }) => version === 2);
  // Only the root group has no such file (Documentation/admin-guide/cgroup-v2.rst).
  const isRoot = !own || read(join(own.folder, 'cgroup.type')) === null;
  return isRoot ? null : join(own.folder, 'cpu.pressure');
}

const limitOf: Readonly<Record<Group['version'], (folder: string, read: Read) => number | null>> = {
  1: (folder, read) => cores(read(join(folder, 'cpu.cfs_quota_us')), read(join(folder, 'cpu.cfs_period_us'))),
  // The file contains `50000 100000`, or `max 100000`.
  2: (folder, read) => {
    const [quota = null, period = null] = read(join(folder, 'cpu.max'))?.trim().split(' ') ?? [];
    return cores(quota, period);
  },
};

/** -1 and `max` mean no limit. */
function cores(quota: string | null, period: string | null): number | null {
  const share = Number(quota) / Number(period);
  return quota !== null && Number.isFinite(share) && share > 0 ? share : null;
}

/**
 * usableCores is the number of whole cores that this process may keep busy: those of its cpuset or affinity, and no
 * more than the CPU limit of its control groups. Newer versions of Node count the limit themselves, in the same way.
 */
export function usableCores(): number {
  return Math.max(1, Math.floor(Math.min(availableParallelism(), readCgroupCpuLimit() ?? Infinity)));
}
