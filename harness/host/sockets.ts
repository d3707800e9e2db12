/** Sockets in TIME_WAIT, and the ports for new connections. Linux alone. */
import type { Sockets } from '../records/run.ts';
import { readText } from './read-text.ts';

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** readSockets counts the whole host at this moment; null if the host does not report it. */
export function readSockets(): Sockets | null {
  return besidePorts(parseTimeWait(readText('/proc/net/sockstat') ?? ''));
}

/**
 * readSocketsTo counts the connections to a port, by IPv4 and IPv6, whose local port the next ones cannot use at this
 * moment; null if the host does not report it. If the server closed first, the server's socket is in TIME_WAIT, and
 * is not counted.
 *
 * @param clientAddresses that connect; each has all local ports
 */
export function readSocketsTo(port: number, clientAddresses = 1): Sockets | null {
  const texts = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => readText(path) ?? []);
  const timeWait = texts.length === 0 ? null : countTimeWaitTo(port, texts.join(''));
  return besidePorts(timeWait, clientAddresses);
}

function besidePorts(timeWait: number | null, clientAddresses = 1): Sockets | null {
  const ports = readLocalPorts();
  return timeWait === null || ports === null
    ? null
    : { timeWait, localPorts: clientAddresses * (ports.last - ports.first + 1) };
}

const TIME_WAIT = '06';

/**
 * countTimeWaitTo counts lines such as ` 4: 0100007F:9C40 0100007F:1F90 06 ...`: local address, remote address,
 * state, all in hexadecimal digits.
 */
export function countTimeWaitTo(port: number, text: string): number {
  const remote = port.toString(16).toUpperCase().padStart(4, '0');
  return text.split(`:${remote} ${TIME_WAIT} `).length - 1;
}

/** readLocalPorts is the local port range; null if unknown. */
export function readLocalPorts(): PortRange | null {
  return parsePortRange(readText('/proc/sys/net/ipv4/ip_local_port_range') ?? '');
}

/** parseTimeWait reads `TCP: inuse 1 orphan 0 tw 7 alloc 1 mem 354`: the sockets in TIME_WAIT, IPv6 included. */
export function parseTimeWait(text: string): number | null {
  const count = text.match(/^TCP:.* tw (\d+)/m)?.[1];
  return count === undefined ? null : Number(count);
}

export function parsePortRange(text: string): PortRange | null {
  const [first, last] = text.trim().split(/\s+/).map(Number);
  return first && last ? { first, last } : null;
}
