import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { LOOPBACK } from '../../targets/origin.ts';
import { TargetError } from '../../targets/topology.ts';

const LOWEST = 10_240;
const USUAL_EPHEMERAL_START = 32_768;
/** Attempts per port: a nearly full range needs many. */
const TRIES = 100;

/**
 * freePorts returns distinct ports on which nothing listens, neither at the address nor on 127.0.0.1: one call serves
 * an app on 127.0.0.1 and a proxy at the address.
 *
 * They lie below the ephemeral range if there is room: a port inside it may be taken by any outgoing connection
 * between this check and the server's `listen`.
 */
export async function freePorts(count: number, host = LOOPBACK): Promise<number[]> {
  const start = ephemeralStart();
  const [low, high] = start - LOWEST >= 1_000 ? [LOWEST, start] : [LOWEST, 65_536];
  const ports = new Set<number>();
  for (let tries = 0; ports.size < count && tries < TRIES * count; tries++) {
    const port = randomInt(low, high);
    if (!ports.has(port) && (await isFree(port, host))) ports.add(port);
  }
  if (ports.size < count) {
    const reason = `${host} has no ${count} free ports between ${low} and ${high}`;
    throw new TargetError({ reason, lastLines: [] });
  }
  return [...ports];
}

/** portAt is the preferred port if nothing listens on it, and a free one otherwise. */
export async function portAt(preferred: number, host: string): Promise<number> {
  if (await isFree(preferred, host)) return preferred;
  const [port = 0] = await freePorts(1, host);
  return port;
}

function ephemeralStart(): number {
  try {
    return Number(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/)[0]);
  } catch {
    return USUAL_EPHEMERAL_START;
  }
}

async function isFree(port: number, host: string): Promise<boolean> {
  return (await canListen(port, host)) && (host === LOOPBACK || (await canListen(port, LOOPBACK)));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
