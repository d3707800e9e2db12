/** The CPUs that this process may use, and which of them are threads of one core. Known on Linux alone. */
import { findOnPath } from '../processes/find-on-path.ts';
import { readText } from './read-text.ts';

/**
 * Cores are the CPUs of each core that this process may use, both ascending: `[[0, 4], [1, 5]]` for two cores of two
 * threads.
 */
export type Cores = readonly (readonly number[])[];

/** readCores is null if the host does not report it. */
export function readCores(read: (file: string) => string | null = readText): Cores | null {
  const mask = read('/proc/self/status')?.match(/^Cpus_allowed_list:\s*(\S+)$/m)?.[1];
  const allowed = mask === undefined ? null : parseCpuList(mask);
  return allowed && groupByCore(allowed, (cpu) => parseCpuList(read(siblingsFile(cpu)) ?? ''));
}

/** parseCpuList reads `0-3,6` as the kernel writes it: `[0, 1, 2, 3, 6]`; null for anything else. */
export function parseCpuList(text: string): number[] | null {
  if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text.trim())) return null;
  return text
    .trim()
    .split(',')
    .flatMap((piece) => {
      const [first = 0, last = first] = piece.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}

/** formatCpuList is the shortest text for a list: `[0, 1, 2, 3, 6]` -> `0-3,6`. */
export function formatCpuList(cpus: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const cpu of cpus) {
    const range = ranges.at(-1);
    if (range && cpu === range[1] + 1) range[1] = cpu;
    else ranges.push([cpu, cpu]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** A CPU with unknown siblings is a core of its own. */
function groupByCore(allowed: readonly number[], siblingsOf: (cpu: number) => number[] | null): Cores {
  const cores = new Map<number, number[]>();
  for (const cpu of allowed) {
    const first = siblingsOf(cpu)?.find((sibling) => allowed.includes(sibling)) ?? cpu;
    cores.set(first, [...(cores.get(first) ?? []), cpu]);
  }
  return [...cores.values()];
}

function siblingsFile(cpu: number): string {
  return `/sys/devices/system/cpu/cpu${cpu}/topology/thread_siblings_list`;
}

/** CpuHost is what a pinning is checked against. */
export interface CpuHost {
  readonly platform: NodeJS.Platform;
  /** Whether `taskset` is installed. */
  readonly taskset: boolean;
  /** Null if the host does not report it. */
  readonly cores: Cores | null;
}

/** readCpuHost finds what this host has for pinning processes. */
export function readCpuHost(around: {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}): CpuHost {
  const taskset = findOnPath('taskset', around.env.PATH) !== null;
  return { platform: around.platform, taskset, cores: readCores() };
}
