/** What the host allows: open files, local ports, memory. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { originOf, type UserConfig } from './config/user-config.ts';
import type { RunConfig } from './config.ts';
import { type PortRange, readLocalPorts } from './observe/sockets.ts';
import type { Cell } from './record.ts';
import { UsageError } from './usage-error.ts';

export interface HostLimits {
  /** Descriptors that one process may hold; null where unlimited or unknown. */
  readonly openFiles: number | null;
  /** Ports from which a connection may start; null where unknown. */
  readonly localPorts: PortRange | null;
  readonly availableMemoryBytes: number;
}

/** Listening sockets, pipes, logs and epoll: what a process of ours holds beside its connections. */
const RESERVED_FILES = 64;
/** Left to everything else on the host that opens connections. */
const RESERVED_PORTS = 256;
/** Resident size of an Express worker that has nothing to do (57 MiB measured); a large app needs more. */
export const WORKER_BYTES = 60_000_000;
/** Beyond this a host spends its time switching between processes. */
const MOST_WORKERS = 1024;
const LAST_PORT = 65_535;

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

/**
 * Refuses what would only show up as connection errors, or a host out of memory, minutes later.
 * @param cells those that will run: nginx among them holds two descriptors a connection.
 * @throws {UsageError} naming the limit and the command that raises it.
 */
export function checkHostLimits(
  { workers, connections }: Pick<RunConfig, 'workers' | 'connections'>,
  cells: readonly Pick<Cell, 'proxy'>[],
  limits: HostLimits,
  user: UserConfig,
): void {
  const asked = `${originOf(user, 'connections')} ${connections}`;
  checkMemory(Math.max(...workers), limits, originOf(user, 'workers'));
  // Ports first: some numbers no limit on files can help.
  const hasProxy = cells.some(({ proxy }) => proxy !== 'none');
  const fitting = `ask for ${figure(mostConnections(limits, hasProxy))} or fewer`;
  checkLocalPorts(connections, limits, asked, fitting);
  checkOpenFiles(connections, hasProxy, limits, asked, fitting);
}

function checkMemory(workers: number, { availableMemoryBytes }: HostLimits, origin: string): void {
  const inMemory = Math.floor(availableMemoryBytes / WORKER_BYTES);
  if (workers <= Math.min(inMemory, MOST_WORKERS)) return;
  if (inMemory >= MOST_WORKERS) {
    throw new UsageError(`${origin} ${workers} is too many; ask for ${figure(MOST_WORKERS)} or fewer`);
  }
  const free = `${(availableMemoryBytes / 1e9).toFixed(1)} GB of free memory`;
  throw new UsageError(
    inMemory === 0
      ? `${origin} ${workers} does not fit in ${free}; a worker takes about 60 MB, so free some first`
      : `${origin} ${workers} does not fit: ${free} hold about ${inMemory} workers of 60 MB each; ask for ${inMemory} or fewer`,
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

function freePorts(localPorts: HostLimits['localPorts']): number {
  if (localPorts === null) return Number.POSITIVE_INFINITY;
  return Math.max(0, localPorts.last - localPorts.first + 1 - RESERVED_PORTS);
}

/** One process may get every connection: the single server, or a worker where the kernel shares unevenly. */
function checkOpenFiles(
  connections: number,
  hasProxy: boolean,
  { openFiles }: HostLimits,
  asked: string,
  fitting: string,
) {
  if (openFiles === null) return;
  const needed = connections * (hasProxy ? 2 : 1) + RESERVED_FILES;
  if (needed <= openFiles) return;
  const holder = hasProxy ? 'in one nginx, which holds both sides of each' : 'in one process';
  const withoutProxy =
    hasProxy && connections + RESERVED_FILES <= openFiles ? ', leave nginx out (--proxy none)' : '';
  throw new UsageError(
    `${asked} may need ${figure(needed)} open files ${holder}, and this host allows ${figure(openFiles)}; ${fitting}${withoutProxy}, or raise the limit with \`ulimit -n ${needed}\` (as root, or through nofile in /etc/security/limits.conf)`,
  );
}

/** A connection to one server's one port needs a local port of its own. */
function checkLocalPorts(
  connections: number,
  { localPorts }: HostLimits,
  asked: string,
  fitting: string,
): void {
  if (localPorts === null || connections <= freePorts(localPorts)) return;
  const { first, last } = localPorts;
  const remedy =
    connections <= LAST_PORT - 1024 + 1 - RESERVED_PORTS
      ? `${fitting}, or raise the limit with \`sysctl -w net.ipv4.ip_local_port_range="1024 65535"\``
      : fitting;
  throw new UsageError(
    `${asked} needs as many local ports, and ${first}-${last} leave ${figure(freePorts(localPorts))}; ${remedy}`,
  );
}

function figure(value: number): string {
  return value.toLocaleString('en-US');
}
