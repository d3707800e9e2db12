/** The host's fingerprint: what a reader must know before he compares two records. */
import os from 'node:os';
import si from 'systeminformation';
import type { HostAbilities } from '../../targets/member.ts';
import type { HostFacts } from '../records/run.ts';
import { readCgroupCpuLimit } from './cgroup.ts';
import { readCores } from './cpu-topology.ts';
import { governorsTold, readGovernors } from './power.ts';
import { readText } from './read-text.ts';

/** Versions of the programs that the host has, by name. */
export function versionsOf({ programs }: HostAbilities): Record<string, string> {
  return Object.fromEntries(
    Object.entries(programs).flatMap(([name, found]) => (found ? [[name, found.version]] : [])),
  );
}

export async function describeHost(programs: Record<string, string>): Promise<HostFacts> {
  const [system, osInfo] = await Promise.all([si.system(), si.osInfo()]);
  const cores = readCores();
  const governors = readGovernors(cores?.flat() ?? os.cpus().map((_, cpu) => cpu));
  return {
    hostname: os.hostname(),
    os: [osInfo.distro, osInfo.release].filter(Boolean).join(' '),
    kernel: `${os.type()} ${os.release()}`,
    arch: os.arch(),
    cpuModel: os.cpus()[0]?.model.trim() ?? 'unknown',
    // Newer versions of Node say fewer where the control group has a limit, which is a fact of its own here.
    cores: cores?.flat().length ?? os.availableParallelism(),
    coreThreads: cores?.map((threads) => [...threads]) ?? null,
    hostCores: os.cpus().length || null,
    physicalCores: cores?.length ?? ((await si.cpu()).physicalCores || null),
    memoryBytes: os.totalmem(),
    virtualization: system.virtual ? system.virtualHost || 'unknown' : null,
    governor: governors && governorsTold(governors),
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
