/** Finds which process listens where, from the host's socket tables. Linux only; elsewhere the result is empty. */
import { readdirSync, readlinkSync } from 'node:fs';
import type { Origin } from '../../targets/topology.ts';
import { readText } from '../host/read-text.ts';
import { readProcessTable } from './process-table.ts';

export interface ListeningSocket extends Origin {
  readonly pid: number;
}

/**
 * listeningSockets returns the TCP sockets on which these processes listen. A worker under `rr` has none: its primary
 * listens for it.
 */
export function listeningSockets(pids: Iterable<number>): ListeningSocket[] {
  const origins = new Map(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => [...parseListening(readText(path) ?? '')]),
  );
  if (origins.size === 0) return [];
  return [...pids].flatMap((pid) =>
    inodesOf(pid).flatMap((inode) => {
      const origin = origins.get(inode);
      return origin ? [{ pid, ...origin }] : [];
    }),
  );
}

/** listeningOfGroup returns the addresses on which the processes of a group listen, each once. */
export async function listeningOfGroup(pgid: number): Promise<Origin[]> {
  const members = (await readProcessTable()).filter((entry) => entry.pgid === pgid);
  const sockets = listeningSockets(members.map(({ pid }) => pid));
  return [...new Map(sockets.map(({ host, port }) => [`${host} ${port}`, { host, port }])).values()];
}

const LISTEN = '0A';

/**
 * Parses ` 0: 0100007F:1F90 00000000:0000 0A ... inode`, with hexadecimal numbers (proc(5)), into addresses by inode.
 */
export function parseListening(text: string): Map<string, Origin> {
  const rows = text.split('\n').map((line) => line.trim().split(/\s+/));
  return new Map(
    rows.flatMap(([, local = '', , state, , , , , , inode]) => {
      if (state !== LISTEN || inode === undefined) return [];
      const [address = '', port = ''] = local.split(':');
      return [[inode, { host: addressOf(address), port: Number.parseInt(port, 16) }] as const];
    }),
  );
}

/** The kernel writes an address in 32-bit words, each in the host's byte order (little-endian). */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)),
  );
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0)).toString(16),
  );
  // The URL parser writes it in its usual, short form.
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

function inodesOf(pid: number): string[] {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).flatMap((fd) => {
      try {
        return readlinkSync(`${folder}/${fd}`).match(/^socket:\[(\d+)\]$/)?.[1] ?? [];
      } catch {
        return []; // it was closed meanwhile
      }
    });
  } catch {
    return []; // it ended, or belongs to another user
  }
}
