/** The host's fingerprint: what a reader must know before he compares two records. */
import { readFileSync } from 'node:fs';
import os from 'node:os';
import si from 'systeminformation';
import type { HostFacts } from '../record.ts';
import { readCores } from './cpu-topology.ts';

export async function describeHost(nginxVersion: string | null): Promise<HostFacts> {
  const [system, cpu, osInfo] = await Promise.all([si.system(), si.cpu(), si.osInfo()]);
  return {
    hostname: os.hostname(),
    os: [osInfo.distro, osInfo.release].filter(Boolean).join(' '),
    kernel: `${os.type()} ${os.release()}`,
    arch: os.arch(),
    cpuModel: os.cpus()[0]?.model.trim() ?? 'unknown',
    // Newer versions of Node say fewer where the control group has a limit, which is a fact of its own here.
    cores: readCores()?.flat().length ?? os.availableParallelism(),
    physicalCores: cpu.physicalCores || null,
    memoryBytes: os.totalmem(),
    virtualization: system.virtual ? system.virtualHost || 'unknown' : null,
    governor: firstLine('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor'),
    smt: smt(),
    loadAverage: os.loadavg(),
    cgroupCpuLimit: cgroupCpuLimit(),
    nginxVersion,
  };
}

function smt(): boolean | null {
  const active = firstLine('/sys/devices/system/cpu/smt/active');
  return active === null ? null : active === '1';
}

/** Cores that the cgroup of this process allows; in a container its own cgroup is mounted as the root. */
function cgroupCpuLimit(): number | null {
  const version2 = firstLine('/sys/fs/cgroup/cpu.max');
  if (version2) return quota(...(version2.split(' ') as [string, string]));
  const folder = '/sys/fs/cgroup/cpu';
  return quota(firstLine(`${folder}/cpu.cfs_quota_us`), firstLine(`${folder}/cpu.cfs_period_us`));
}

function quota(quotaText: string | null, periodText: string | null): number | null {
  const cores = Number(quotaText) / Number(periodText);
  return quotaText !== null && Number.isFinite(cores) && cores > 0 ? cores : null;
}

function firstLine(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').split('\n')[0]?.trim() || null;
  } catch {
    return null;
  }
}
