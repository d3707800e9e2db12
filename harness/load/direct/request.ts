/** The one request of a job, as the bytes that go out for it. */
import type { LoadMode } from '../../records/run.ts';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly rejectUnauthorized: boolean } | null;
}

export function endpointOf(url: string, insecure: boolean): Endpoint {
  const { protocol, hostname, port } = new URL(url);
  const tls = protocol === 'https:' ? { rejectUnauthorized: !insecure } : null;
  // A URL has brackets around an IPv6 address, a socket has none.
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (tls ? 443 : 80), tls };
}

/** Only what HTTP/1.1 asks for, as wrk does: what a header costs the app is the app's matter. */
export function requestBytes(url: string, mode: LoadMode): Buffer {
  const { host, pathname, search } = new URL(url);
  const close = mode.connections === 'per-request' ? 'Connection: close\r\n' : '';
  return Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n${close}\r\n`, 'latin1');
}
