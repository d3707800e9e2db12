/** Checks that a run fits this host's limits: open files, local ports and memory. */
import {
  freePorts,
  type HostLimits,
  mostConnections,
  RESERVED_FILES,
  RESERVED_PORTS,
  WORKER_BYTES,
} from '../host/host-limits.ts';
import type { ResolvedRun } from './resolved-run.ts';
import { connectionsOrigin } from './stages.ts';
import { UsageError } from './usage-error.ts';
import { originOf, type UserConfig } from './user-values.ts';

/** With more workers a host spends its time switching between processes. */
const MOST_WORKERS = 1024;
const LAST_PORT = 65_535;

/**
 * Refuses a run that would end in connection errors, or exhaust the host's memory, minutes later. A proxy needs two
 * file descriptors per connection.
 * @throws {UsageError} naming the limit and the command that raises it
 */
export function checkHostLimits({ config, cells }: ResolvedRun, limits: HostLimits, user: UserConfig): void {
  const { workers, connections, clientAddresses, hosts } = config;
  const asked = `${connectionsOrigin(config, user)} ${connections}`;
  checkMemory(Math.max(...workers), limits, originOf(user, 'workers'));
  // Ports come first: a larger limit on files does not help against too few ports.
  const hasProxy = cells.some(({ facts }) => facts.proxy !== null);
  const fitting = `use ${figure(mostConnections(limits, hasProxy))} or fewer`;
  // Each client address has all ports; agents have their own.
  if (hosts === null)
    checkLocalPorts(Math.ceil(connections / (clientAddresses ?? 1)), limits, asked, fitting);
  checkOpenFiles(connections, hasProxy, limits, asked, fitting);
}

function checkMemory(workers: number, { availableMemoryBytes }: HostLimits, origin: string): void {
  const inMemory = Math.floor(availableMemoryBytes / WORKER_BYTES);
  if (workers <= Math.min(inMemory, MOST_WORKERS)) return;
  if (inMemory >= MOST_WORKERS) {
    throw new UsageError(`${origin} ${workers} is too many; use ${figure(MOST_WORKERS)} or fewer`);
  }
  const free = `${(availableMemoryBytes / 1e9).toFixed(1)} GB of free memory`;
  throw new UsageError(
    inMemory === 0
      ? `${origin} ${workers} does not fit in ${free}; a worker takes about 60 MB, so free some memory first`
      : `${origin} ${workers} does not fit: ${free} hold about ${inMemory} workers of 60 MB each; use ${inMemory} or fewer`,
  );
}

/**
 * A single process may get every connection: a server without workers, or one worker if the kernel balances badly.
 */
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
  const holder = hasProxy ? 'in the proxy, which opens two per connection' : 'in one process';
  const withoutProxy =
    hasProxy && connections + RESERVED_FILES <= openFiles ? ', leave the proxy out (--proxy none)' : '';
  throw new UsageError(
    `${asked} may need ${figure(needed)} open files ${holder}, but this host allows ${figure(openFiles)}; ${fitting}${withoutProxy}, or raise the limit with \`ulimit -n ${needed}\` (as root, or through nofile in /etc/security/limits.conf)`,
  );
}

/** Each connection to the one port of a server needs its own local port. */
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
    `${asked} needs one local port each, but ${first}-${last} leave ${figure(freePorts(localPorts))}; ${remedy}`,
  );
}

function figure(value: number): string {
  return value.toLocaleString('en-US');
}
