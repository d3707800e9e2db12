/** The host's fingerprint: what a reader must know before comparing two records, and what changes the CPUs' clock. */
import os from 'node:os';
import si from 'systeminformation';
import type { HostAbilities } from '../../targets/member.ts';
import type { HostFacts } from '../records/run.ts';
import { readCgroupCpuLimit } from './cgroup.ts';
import { readCores } from './cpu-topology.ts';
import { readText } from './read-text.ts';

/** versionsOf maps the programs of the host to their versions. */
export function versionsOf({ programs }: HostAbilities): Record<string, string> {
  return Object.fromEntries(
    Object.entries(programs).flatMap(([name, found]) => (found ? [[name, found.version]] : [])),
  );
}

/** Facts that do not change while this process lives: the library starts a dozen programs to find them. */
let machine: Promise<[si.Systeminformation.SystemData, si.Systeminformation.OsData]> | undefined;

export async function describeHost(programs: Record<string, string>): Promise<HostFacts> {
  machine ??= Promise.all([si.system(), si.osInfo()]);
  const [system, osInfo] = await machine;
  const cores = readCores();
  const governors = readGovernors(cores?.flat() ?? os.cpus().map((_, cpu) => cpu));
  return {
    hostname: os.hostname(),
    os: [osInfo.distro, osInfo.release].filter(Boolean).join(' '),
    kernel: `${os.type()} ${os.release()}`,
    arch: os.arch(),
    cpuModel: os.cpus()[0]?.model.trim() ?? 'unknown',
    // Newer versions of Node report fewer if the control group has a limit, which is recorded separately here.
    cores: cores?.flat().length ?? os.availableParallelism(),
    coreThreads: cores?.map((threads) => [...threads]) ?? null,
    hostCores: os.cpus().length || null,
    physicalCores: cores?.length ?? ((await si.cpu()).physicalCores || null),
    memoryBytes: os.totalmem(),
    virtualization: system.virtual ? system.virtualHost || 'unknown' : null,
    governor: governors && governorsInWords(governors),
    governors,
    smt: smt(),
    loadAverage: os.loadavg(),
    cgroupCpuLimit: readCgroupCpuLimit(),
    programs,
  };
}

function smt(): boolean | null {
  const active = readText('/sys/devices/system/cpu/smt/active')?.trim();
  return active ? active === '1' : null;
}

/** CPUs by the name of their frequency governor: `{ performance: 6, powersave: 2 }`. */
export type Governors = Readonly<Record<string, number>>;

/** readGovernors reads the governor of each of these CPUs, which may differ; null if none has one. */
export function readGovernors(
  cpus: readonly number[],
  read: (file: string) => string | null = readText,
): Governors | null {
  const names = cpus.flatMap(
    (cpu) => read(`/sys/devices/system/cpu/cpu${cpu}/cpufreq/scaling_governor`)?.trim() || [],
  );
  const counts = [...new Set(names)].sort().map((name) => [name, names.filter((one) => one === name).length]);
  return counts.length === 0 ? null : Object.fromEntries(counts);
}

/** governorsInWords is `performance` or, if they differ, `performance on 6, powersave on 2`. */
export function governorsInWords(governors: Governors): string {
  const names = Object.keys(governors);
  return names.length === 1 ? names.join() : names.map((name) => `${name} on ${governors[name]}`).join(', ');
}

/**
 * readBoost says whether cores run above their nominal clock while others are idle (Turbo Boost, Precision Boost);
 * null if unknown.
 */
export function readBoost(read: (file: string) => string | null = readText): boolean | null {
  const cpu = '/sys/devices/system/cpu';
  const off = read(`${cpu}/intel_pstate/no_turbo`);
  if (off !== null) return off.trim() === '0';
  const on = read(`${cpu}/cpufreq/boost`);
  return on === null ? null : on.trim() === '1';
}

/** readOnBattery says whether the host runs on its battery. */
export async function readOnBattery(): Promise<boolean> {
  const { hasBattery, acConnected } = await si.battery();
  return hasBattery && !acConnected;
}
