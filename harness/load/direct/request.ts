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

/** GAP stands for a part of a head that is not known yet; no header can contain it. */
export const GAP = '\0';

/** requestBytes returns a request with its body. */
export function requestBytes(request: SentHead & Pick<Request, 'body'>, frame: RequestFrame): Buffer {
  const { body } = request;
  const content = body === null ? null : Buffer.from(body);
  const head = Buffer.from(headText(request, frame, content?.length ?? null), 'latin1');
  return content === null ? head : Buffer.concat([head, content]);
}

type SentHead = Pick<Request, 'method' | 'path' | 'headers'>;

/**
 * headText adds only what HTTP/1.1 requires to the given headers, as wrk does. What a header costs the app is for the
 * user to decide.
 *
 * @param length of the body; null without one
 */
export function headText(
  { method, path, headers }: SentHead,
  { host, closes, cookie = null }: RequestFrame,
  length: number | string | null,
): string {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  // A request has at most one Cookie header (RFC 6265, 5.4).
  const own = Object.entries(headers).map(([name, value]) =>
    cookie !== null && name.toLowerCase() === 'cookie' ? `${name}: ${value}; ${cookie}` : `${name}: ${value}`,
  );
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...(names.includes('host') ? [] : [`Host: ${host}`]),
    ...own,
    ...(cookie === null || names.includes('cookie') ? [] : [`Cookie: ${cookie}`]),
    ...(length === null || names.includes('content-length') ? [] : [`Content-Length: ${length}`]),
    ...(closes ? ['Connection: close'] : []),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
