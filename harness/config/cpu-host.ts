import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readCores } from '../observe/cpu-topology.ts';
import type { CpuHost } from './cpus.ts';

/** What this host has to pin processes with, and to. */
export async function readCpuHost(around: {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}): Promise<CpuHost> {
  const taskset = await promisify(execFile)('sh', ['-c', 'command -v taskset'], { env: around.env }).then(
    () => true,
    () => false,
  );
  return { platform: around.platform, taskset, cores: readCores() };
}
