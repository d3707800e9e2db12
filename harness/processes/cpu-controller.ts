/** The CPU controller of control groups: where groups with a CPU limit can be made, and its files in each version. */
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Group, groupsOf } from './own-groups.ts';

/** A container has the same period by default. */
const PERIOD_MICROSECONDS = 100_000;

/** Replaces the parent of the groups in tests: the folder of a version, as `1:/sys/fs/cgroup/cpu`. */
const PARENT = 'CLUSTER_BENCH_INTERNAL_CPU_CGROUP';

export type CpuParent = Pick<Group, 'version' | 'folder'>;

/** Counters of a group since it was made. */
export interface CpuCounters {
  readonly periods: number;
  readonly throttledPeriods: number;
  /** Summed over cores: a group that waits on two of them counts twice. */
  readonly throttledSeconds: number;
}

/**
 * cpuParents are the groups below which a limited one may be possible, the best first. In version 2 a group with
 * processes cannot have limited groups below, but an ancestor of it can.
 */
export function cpuParents(): CpuParent[] {
  const [, version, folder] = /^([12]):(.*)$/.exec(process.env[PARENT] ?? '') ?? [];
  if (folder !== undefined) return [{ version: version === '1' ? 1 : 2, folder }];
  return groupsOf(readOrNull).flatMap(({ version, folder: own, mountPoint }): CpuParent[] => {
    const folders = version === 1 ? [own] : unlimited(upTo(mountPoint, own));
    return folders.map((folder) => ({ version, folder }));
  });
}

/**
 * makeLimited makes a group whose processes may use so many cores.
 *
 * @throws if the host does not allow that
 */
export function makeLimited({ version, folder: parent }: CpuParent, name: string, cores: number): string {
  const folder = join(parent, name);
  if (version === 2) enableController(parent);
  mkdirSync(folder);
  const quota = Math.round(cores * PERIOD_MICROSECONDS);
  try {
    if (version === 2) write(join(folder, 'cpu.max'), `${quota} ${PERIOD_MICROSECONDS}`);
    else {
      write(join(folder, 'cpu.cfs_period_us'), String(PERIOD_MICROSECONDS));
      write(join(folder, 'cpu.cfs_quota_us'), String(quota));
    }
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
  return folder;
}

/**
 * countersOf reads `cpu.stat`: nanoseconds of `throttled_time` in version 1, microseconds of `throttled_usec` in
 * version 2 (Documentation/scheduler/sched-bwc.rst, cgroup-v2.rst).
 */
export function countersOf(stat: string): CpuCounters {
  const value = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(stat)?.[1] ?? 0);
  return {
    periods: value('nr_periods'),
    throttledPeriods: value('nr_throttled'),
    throttledSeconds: value('throttled_usec') / 1e6 + value('throttled_time') / 1e9,
  };
}

/** A group hands its controllers to those below only if it says so. */
function enableController(parent: string): void {
  const file = join(parent, 'cgroup.subtree_control');
  if (!/\bcpu\b/.test(readFileSync(file, 'utf8'))) write(file, '+cpu');
}

/** Processes must not escape a limit: the search ends at the first group that has one. */
function unlimited(folders: readonly string[]): string[] {
  const limited = folders.findIndex((folder) =>
    ['cpu.max', 'memory.max'].some((file) => !(readOrNull(join(folder, file)) ?? 'max').startsWith('max')),
  );
  return folders.slice(0, limited < 0 ? undefined : limited + 1);
}

/** upTo returns the folder and its ancestors within the mount. */
export function upTo(mountPoint: string, folder: string): string[] {
  return folder === mountPoint || dirname(folder) === folder
    ? [folder]
    : [folder, ...upTo(mountPoint, dirname(folder))];
}

function write(file: string, text: string): void {
  writeFileSync(file, text, { flag: 'r+' });
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
