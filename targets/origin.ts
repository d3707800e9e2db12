/** Addresses of servers, in the form used in URLs and error messages. */
import type { Origin } from './topology.ts';

/** LOOPBACK is where servers listen unless the user says otherwise. */
export const LOOPBACK = '127.0.0.1';

/** isLoopback says whether only processes of the same host reach an address. */
export function isLoopback(host: string): boolean {
  return host.startsWith('127.') || host === '::1' || host === 'localhost';
}

/** hostAndPort returns `127.0.0.1:8080` or `[::1]:8080`. */
export function hostAndPort({ host, port }: Origin): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/**
 * reachableHost returns the address at which a client reaches a server.
 *
 * @param address that it listens on
 * @param host that reaches a server which listens on every address
 */
export function reachableHost(address: string, host: string): string {
  return meansEveryAddress(address) ? host : address;
}

/** meansEveryAddress says whether a server that listens there is reached at every address of its host. */
export function meansEveryAddress(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}
