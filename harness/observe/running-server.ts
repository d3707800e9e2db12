/**
 * The processes of a server that runs already, found from outside: those that listen at its address, and everything
 * they started. Linux only.
 */

import { readText } from '../host/read-text.ts';
import type { ProcessFigures } from '../records/run.ts';
import { listeningSockets } from './listening-sockets.ts';
import type { ProcessEntry } from './process-table.ts';

/** ServerPlace is where a running server is reached. */
export interface ServerPlace {
  /** Addresses of its host. */
  readonly addresses: readonly string[];
  readonly port: number;
  /** Whether they are all this host's. */
  readonly isLocal: boolean;
}

/** Roles of a server's processes, by pid. */
export type ServerRoles = ReadonlyMap<
  number,
  Extract<ProcessFigures['role'], 'worker' | 'primary' | 'other'>
>;

type Table = ReadonlyMap<number, ProcessEntry>;

/**
 * serverRoles returns the roles of the server's processes. Processes that listen are workers, and so are the workers
 * of node:cluster among their children, whose primary listens for them. A process with workers among its descendants
 * is a primary.
 *
 * @returns empty if no process is found: the server is on another host, in a container or another user's
 */
export function serverRoles(table: Table, place: ServerPlace): ServerRoles {
  const listeners = listenersAt(table, place);
  const members = new Set(listeners.flatMap((pid) => [pid, ...descendantsOf(pid, table)]));
  const serving = new Set([...members].filter((pid) => listeners.includes(pid) || isClusterWorker(pid)));
  return new Map([...members].map((pid) => [pid, roleOf(pid, serving, table)]));
}

function roleOf(pid: number, serving: ReadonlySet<number>, table: Table) {
  if (!serving.has(pid)) return 'other';
  return descendantsOf(pid, table).some((child) => serving.has(child)) ? 'primary' : 'worker';
}

/** Programs that listen for a container or a service, and hand on what they receive. */
const FORWARDERS = /^(docker-proxy|rootlessport|rootlesskit|slirp4netns|pasta|conmon|gvproxy|systemd)$/;

const EVERY_ADDRESS = ['0.0.0.0', '::'];

function listenersAt(table: Table, { addresses, port, isLocal }: ServerPlace): number[] {
  if (!isLocal) return [];
  const sockets = listeningSockets(table.keys()).filter((socket) => socket.port === port);
  const exact = sockets.filter(({ host }) => addresses.includes(host));
  const found = exact.length > 0 ? exact : sockets.filter(({ host }) => EVERY_ADDRESS.includes(host));
  const pids = [...new Set(found.map(({ pid }) => pid))];
  return pids.filter((pid) => pid > 1 && !FORWARDERS.test(readText(`/proc/${pid}/comm`)?.trim() ?? ''));
}

/** Node sets this variable for the workers of node:cluster. */
const CLUSTER_WORKER = /(^|\0)NODE_UNIQUE_ID=/;

function isClusterWorker(pid: number): boolean {
  return CLUSTER_WORKER.test(readText(`/proc/${pid}/environ`) ?? '');
}

/** Our own processes are not the server's, even if it started us. */
function descendantsOf(pid: number, table: Table): number[] {
  const children = [...table.values()].filter((entry) => entry.ppid === pid && entry.pid !== process.pid);
  // A server in our own process has load processes as its children.
  if (pid === process.pid) return [];
  return children.flatMap((child) => [child.pid, ...descendantsOf(child.pid, table)]);
}
