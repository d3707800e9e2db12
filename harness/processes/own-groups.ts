/** The control groups that this process is in, and where they are mounted. Linux; elsewhere there are none. */
import { join } from 'node:path';

/** A file's text; null where it cannot be read. */
export type Read = (file: string) => string | null;

export interface Group {
  readonly version: 1 | 2;
  readonly folder: string;
  /** Where the hierarchy begins, as far as this process sees it. */
  readonly mountPoint: string;
}

/** This process's group in each hierarchy that may limit its CPU time. */
export function groupsOf(read: Read): Group[] {
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
