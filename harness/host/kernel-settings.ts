/** Settings of the kernel that disturb figures, and where root may change them. Linux alone. */
import { readText } from './read-text.ts';

export const CPU_FOLDER = '/sys/devices/system/cpu';
export const HUGE_PAGES_FILE = '/sys/kernel/mm/transparent_hugepage/enabled';

interface Swap {
  /** A device or a file. */
  readonly path: string;
  readonly bytes: number;
  readonly usedBytes: number;
}

export interface KernelSettings {
  /** CPUs that a run may use and that have a frequency governor. */
  readonly governors: readonly { readonly cpu: number; readonly name: string }[];
  /** Whether every one of them may be set to `performance`. */
  readonly hasPerformance: boolean;
  /** File that turns boost on and off; null if there is none. */
  readonly boostFile: { readonly path: string; readonly on: string; readonly off: string } | null;
  /** Chosen use of transparent huge pages: `always`, `madvise` or `never`; null if unknown. */
  readonly hugePages: string | null;
  /** Longest queue of connections that wait to be accepted; null if unknown. */
  readonly acceptQueue: number | null;
  readonly swaps: readonly Swap[];
  /** Folders that cannot be written to, `/sys` and `/proc/sys` in most containers. */
  readonly readOnly: readonly string[];
}

type Read = (file: string) => string | null;

/** readKernelSettings reads those of the whole host, and of the CPUs that a run may use. */
export function readKernelSettings(cpus: readonly number[], read: Read = readText): KernelSettings {
  const frequency = (cpu: number, file: string) => read(`${CPU_FOLDER}/cpu${cpu}/cpufreq/${file}`)?.trim();
  const governors = cpus.flatMap((cpu) => {
    const name = frequency(cpu, 'scaling_governor');
    return name ? [{ cpu, name }] : [];
  });
  const queue = Number(read('/proc/sys/net/core/somaxconn')?.trim() || Number.NaN);
  return {
    governors,
    hasPerformance: governors.every(({ cpu }) =>
      frequency(cpu, 'scaling_available_governors')?.split(' ').includes('performance'),
    ),
    boostFile: boostFile(read),
    hugePages: read(HUGE_PAGES_FILE)?.match(/\[(\w+)\]/)?.[1] ?? null,
    acceptQueue: Number.isNaN(queue) ? null : queue,
    swaps: parseSwaps(read('/proc/swaps') ?? ''),
    readOnly: readOnlyFolders(read('/proc/self/mounts') ?? ''),
  };
}

function boostFile(read: Read): KernelSettings['boostFile'] {
  const [intel, others] = [`${CPU_FOLDER}/intel_pstate/no_turbo`, `${CPU_FOLDER}/cpufreq/boost`];
  if (read(intel) !== null) return { path: intel, on: '0', off: '1' };
  return read(others) === null ? null : { path: others, on: '1', off: '0' };
}

/** Lines after the first are `/dev/sda2 partition 2097148 0 -2`, with sizes in KiB. */
function parseSwaps(text: string): Swap[] {
  return [...text.matchAll(/^(\/\S+)\s+\S+\s+(\d+)\s+(\d+)/gm)].map(([, path = '', size, used]) => ({
    path,
    bytes: Number(size) * 1024,
    usedBytes: Number(used) * 1024,
  }));
}

/** Lines are `sysfs /sys sysfs ro,nosuid 0 0`; of two mounts on one folder, the later one counts. */
function readOnlyFolders(mounts: string): string[] {
  const options = new Map(
    [...mounts.matchAll(/^\S+ (\/\S*) \S+ (\S+)/gm)].map(([, folder = '', found = '']) => [folder, found]),
  );
  return [...options].flatMap(([folder, found]) => (found.split(',').includes('ro') ? [folder] : []));
}
