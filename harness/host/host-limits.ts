/** The host's limits: open files, local ports, memory. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type PortRange, readLocalPorts } from './sockets.ts';

export interface HostLimits {
  /** Descriptors that one process may hold; null if unlimited or unknown. */
  readonly openFiles: number | null;
  /** Local port range; null if unknown. */
  readonly localPorts: PortRange | null;
  readonly availableMemoryBytes: number;
}

/** Descriptors of our processes beside connections: listening sockets, pipes, logs and epoll. */
export const RESERVED_FILES = 64;
/** Ports left to everything else on the host that opens connections. */
export const RESERVED_PORTS = 256;
/** Resident size of an idle Express worker (57 MiB measured); a large app needs more. */
export const WORKER_BYTES = 60_000_000;

export async function readHostLimits(): Promise<HostLimits> {
  return {
    openFiles: await readOpenFiles(),
    localPorts: readLocalPorts(),
    // This is the control group's memory if one limits us.
    availableMemoryBytes: process.availableMemory(),
  };
}

/**
 * Node raises its soft limit to the hard one at start, and children inherit it: the file has the limit that applies.
 */
async function readOpenFiles(): Promise<number | null> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => null);
  const text = limits === null ? await ask('ulimit -n') : limits.match(/^Max open files\s+(\S+)/m)?.[1];
  return Number(text) || null;
}

async function ask(command: string): Promise<string> {
  return promisify(execFile)('sh', ['-c', command]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
}

/** mostConnections is what all limits together allow, so that advice from one check is not refused by the next. */
export function mostConnections(
  { openFiles, localPorts }: Pick<HostLimits, 'openFiles' | 'localPorts'>,
  hasProxy: boolean,
): number {
  const byFiles =
    openFiles === null
      ? Number.POSITIVE_INFINITY
      : Math.floor((openFiles - RESERVED_FILES) / (hasProxy ? 2 : 1));
  return Math.max(1, Math.min(byFiles, freePorts(localPorts)));
}

export function freePorts(localPorts: HostLimits['localPorts']): number {
  if (localPorts === null) return Number.POSITIVE_INFINITY;
  return Math.max(0, localPorts.last - localPorts.first + 1 - RESERVED_PORTS);
}
