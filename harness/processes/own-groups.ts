/** The control groups of this process, and where they are mounted. On hosts other than Linux there are none. */
import { join } from 'node:path';

/** Read returns a file's text, or null if it cannot be read. */
export type Read = (file: string) => string | null;

export interface Group {
  readonly version: 1 | 2;
  readonly folder: string;
  /** Mount point of the hierarchy, as far as this process sees it. */
  readonly mountPoint: string;
}

/** groupsOf returns this process's group in each hierarchy that may limit its CPU time. */
export function groupsOf(read: Read): Group[] {
  const paths = pathsOf(read('/proc/self/cgroup') ?? '');
  return mountsOf(read('/proc/self/mountinfo') ?? '').flatMap(({ version, root, mountPoint }) => {
    const path = paths[version];
    return path === null ? [] : [{ version, mountPoint, folder: folderOf(path, root, mountPoint) }];
  });
}

/** Lines look like `4:cpu,cpuacct:/docker/1f` in version 1, and `0::/user.slice` in version 2 (cgroups(7)). */
function pathsOf(text: string): Readonly<Record<Group['version'], string | null>> {
  const [, first = null] = text.match(/^\d+:(?:[^:\n]*,)?cpu(?:,[^:\n]*)?:(.*)$/m) ?? [];
  const [, second = null] = text.match(/^0::(.*)$/m) ?? [];
  return { 1: first, 2: second };
}

interface Mount {
  readonly version: Group['version'];
  /** The group at the mount point. */
  readonly root: string;
  readonly mountPoint: string;
}

/** Lines look like `33 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu` (proc_pid_mountinfo(5)). */
function mountsOf(text: string): Mount[] {
  return text.split('\n').flatMap((line): Mount[] => {
    const [place = '', kind = ''] = line.split(' - ');
    const [, , , root = '', mountPoint = ''] = place.split(' ');
    const [type, , options = ''] = kind.split(' ');
    if (type === 'cgroup2') return [{ version: 2, root, mountPoint }];
    return type === 'cgroup' && options.split(',').includes('cpu') ? [{ version: 1, root, mountPoint }] : [];
  });
}

/**
 * A path outside the mounted group means the mount itself. A container without its own namespace may see such a path.
 */
function folderOf(path: string, root: string, mountPoint: string): string {
  const prefix = root === '/' ? '' : root;
  const isBelow = path === prefix || path.startsWith(`${prefix}/`);
  return isBelow && !path.includes('..') ? join(mountPoint, path.slice(prefix.length)) : mountPoint;
}
