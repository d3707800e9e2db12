/** Where a load is sent, and its requests as bytes. */
import type { Request } from '../../../scenarios/request.ts';

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

export interface RequestFrame {
  /** Value of the Host header. */
  readonly host: string;
  /** Asks the server to close the connection after the response. */
  readonly closes: boolean;
  /** Value of the Cookie header; null for none. */
  readonly cookie?: string | null;
}

/**
 * requestBytes adds only what HTTP/1.1 requires to the given headers, as wrk does. The user decides
 * which other headers the app has to read.
 */
export function requestBytes(
  { method, path, headers, body }: Pick<Request, 'method' | 'path' | 'headers' | 'body'>,
  { host, closes, cookie = null }: RequestFrame,
): Buffer {
  const content = body === null ? null : Buffer.from(body);
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...(names.includes('host') ? [] : [`Host: ${host}`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(cookie === null ? [] : [`Cookie: ${cookie}`]),
    ...(content === null || names.includes('content-length') ? [] : [`Content-Length: ${content.length}`]),
    ...(closes ? ['Connection: close'] : []),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return content === null ? head : Buffer.concat([head, content]);
}
