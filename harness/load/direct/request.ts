/** The one request of a job, as bytes. */
import type { LoadMode } from '../../records/run.ts';
import type { SentRequest } from '../load-client.ts';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly rejectUnauthorized: boolean } | null;
}

export function endpointOf(url: string, insecure: boolean): Endpoint {
  const { protocol, hostname, port } = new URL(url);
  const tls = protocol === 'https:' ? { rejectUnauthorized: !insecure } : null;
  // A URL has brackets around an IPv6 address; a socket address does not.
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (tls ? 443 : 80), tls };
}

/**
 * requestBytes adds only what HTTP/1.1 requires to the given headers, as wrk does. The user decides
 * which other headers the app has to read.
 */
export function requestBytes(url: string, mode: LoadMode, { method, headers, body }: SentRequest): Buffer {
  const { host, pathname, search } = new URL(url);
  const content = body === null ? null : Buffer.from(body);
  const lines = [
    `${method} ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(content === null ? [] : [`Content-Length: ${content.length}`]),
    ...(mode.connections === 'per-request' ? ['Connection: close'] : []),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return content === null ? head : Buffer.concat([head, content]);
}
