/** Sockets that wait for their end, and the ports that are left to new connections. Linux alone. */
import type { Sockets } from '../record.ts';
import { readText } from './read-text.ts';

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** At this moment; null where the host does not tell. */
export function readSockets(): Sockets | null {
  const timeWait = parseTimeWait(readText('/proc/net/sockstat') ?? '');
  const ports = readLocalPorts();
  return timeWait === null || ports === null ? null : { timeWait, localPorts: ports.last - ports.first + 1 };
}

/** Ports from which a connection may start; null where unknown. */
export function readLocalPorts(): PortRange | null {
  return parsePortRange(readText('/proc/sys/net/ipv4/ip_local_port_range') ?? '');
}

/** `TCP: inuse 1 orphan 0 tw 7 alloc 1 mem 354`: those in TIME_WAIT, of IPv6 too. */
export function parseTimeWait(text: string): number | null {
  const count = text.match(/^TCP:.* tw (\d+)/m)?.[1];
  return count === undefined ? null : Number(count);
}

export function parsePortRange(text: string): PortRange | null {
  const [first, last] = text.trim().split(/\s+/).map(Number);
  return first && last ? { first, last } : null;
}
