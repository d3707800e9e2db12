/** Addresses of servers, in the form used in URLs and error messages. */
import type { Origin } from './topology.ts';

/** hostAndPort returns `127.0.0.1:8080` or `[::1]:8080`. */
export function hostAndPort({ host, port }: Origin): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** reachableHost returns the address at which a client reaches a server that listens on every address. */
export function reachableHost(address: string): string {
  return address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
}
