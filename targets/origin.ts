/** Addresses of servers, as URLs and error messages write them. */
import type { Origin } from './topology.ts';

/** `127.0.0.1:8080`, `[::1]:8080`. */
export function hostAndPort({ host, port }: Origin): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Where a client reaches a server that listens on every address: there is no such address to connect to. */
export function reachableHost(address: string): string {
  return address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
}
