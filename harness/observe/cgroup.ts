/**
 * The control groups that this process is in: their CPU limits, and where the newer kind tells of its own pressure.
 * Linux; elsewhere nothing is known. In a container the group is mounted as the root, or its path leads there.
 */
import { dirname, join } from 'node:path';
import { readText } from './read-text.ts';

type Read = (file: string) => string | null;

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

interface Group {
  readonly version: 1 | 2;
  readonly folder: string;
  /** Where the hierarchy begins, as far as this process sees it. */
  readonly mountPoint: string;
}

/** This process's group in each hierarchy that may limit its CPU time. */
function groupsOf(read: Read): Group[] {
  const paths = pathsOf(read('/proc/self/cgroup') ?? '');
  return mountsOf(read('/proc/self/mountinfo') ?? '').flatMap(({ version, root, mountPoint }) => {
    const path = paths[version];
    return path === null ? [] : [{ version, mountPoint, folder: folderOf(path, root, mountPoint) }];
  });
}

/** `4:cpu,cpuacct:/docker/1f` of version 1, `0::/user.slice` of version 2 (cgroups(7)). */
function pathsOf(text: string): Readonly<Record<Group['version'], string | null>> {
  const [, first = null] = text.match(/^\d+:(?:[^:\n]*,)?cpu(?:,[^:\n]*)?:(.*)$/m) ?? [];
  const [, second = null] = text.match(/^0::(.*)$/m) ?? [];
  return { 1: first, 2: second };
}

interface Mount {
  readonly version: Group['version'];
  /** The group that is mounted. */
  readonly root: string;
  readonly mountPoint: string;
}

/** `33 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu` (proc_pid_mountinfo(5)). */
function mountsOf(text: string): Mount[] {
  return text.split('\n').flatMap((line): Mount[] => {
    const [place = '', kind = ''] = line.split(' - ');
    const [, , , root = '', mountPoint = ''] = place.split(' ');
    const [type, , options = ''] = kind.split(' ');
    if (type === 'cgroup2') return [{ version: 2, root, mountPoint }];
    return type === 'cgroup' && options.split(',').includes('cpu') ? [{ version: 1, root, mountPoint }] : [];
  });
}

/** A path outside of what is mounted, as a container without a namespace of its own may see it, is the mount itself. */
function folderOf(path: string, root: string, mountPoint: string): string {
  const prefix = root === '/' ? '' : root;
  const isBelow = path === prefix || path.startsWith(`${prefix}/`);
  return isBelow && !path.includes('..') ? join(mountPoint, path.slice(prefix.length)) : mountPoint;
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
