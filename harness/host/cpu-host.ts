import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Cores, readCores } from './cpu-topology.ts';

/** What a pinning is checked against. */
export interface CpuHost {
  readonly platform: NodeJS.Platform;
  /** Whether `taskset` is there. */
  readonly taskset: boolean;
  /** Null where the host does not tell. */
  readonly cores: Cores | null;
}

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
