/** What the host allows: open files, local ports, memory. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type PortRange, readLocalPorts } from './sockets.ts';

export interface HostLimits {
  /** Descriptors that one process may hold; null where unlimited or unknown. */
  readonly openFiles: number | null;
  /** Ports from which a connection may start; null where unknown. */
  readonly localPorts: PortRange | null;
  readonly availableMemoryBytes: number;
}

/** Listening sockets, pipes, logs and epoll: what a process of ours holds beside its connections. */
export const RESERVED_FILES = 64;
/** Left to everything else on the host that opens connections. */
export const RESERVED_PORTS = 256;
/** Resident size of an Express worker that has nothing to do (57 MiB measured); a large app needs more. */
export const WORKER_BYTES = 60_000_000;

export async function readHostLimits(): Promise<HostLimits> {
  return {
    openFiles: await readOpenFiles(),
    localPorts: readLocalPorts(),
    // Of the control group, where one limits us.
    availableMemoryBytes: process.availableMemory(),
  };
}

/** Node raises its soft limit to the hard one as it starts, and children inherit it: the file says what holds. */
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

/** What every limit lets pass as it stands: advice that the next check refuses would be none. */
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
