/** What autocannon is known to misread, looked for in every response that it gets. */
import type { Client, Head } from 'autocannon';

/** From this size on its parser, written in JavaScript, costs more than the app's own work. */
const LARGEST_BODY_BYTES = 16 * 1_024;

/** What a response is like, as far as it matters to autocannon. */
export interface ResponseTraits {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly keepsAlive: boolean;
}

/** Why autocannon misreads such a response; null where it does not. */
export function headFault({ status, headers, keepsAlive }: ResponseTraits): string | null {
  if (status < 200) return `it takes ${status}, an interim response, for the response`;
  if (!keepsAlive) return 'it sends on connections that the app has announced to close';
  if (headers.has('content-encoding')) return 'it does not decode compressed bodies';
  if (headers.has('transfer-encoding') && headers.has('content-length')) {
    return 'the body has two lengths, Content-Length and Transfer-Encoding';
  }
  if (headers.has('trailer')) return 'it does not read trailers';
  return null;
}

export function bodyFault(bytes: number): string | null {
  if (bytes <= LARGEST_BODY_BYTES) return null;
  return `it needs too much CPU for bodies of more than ${LARGEST_BODY_BYTES / 1_024} kB`;
}

/** Looks at every response of a client; `onMisread` may be called often. */
export function watchResponses(client: Client, onMisread: (reason: string) => void): void {
  let bytes = 0;
  client.on('headers', (head) => {
    bytes = 0;
    const fault = headFault(traitsOf(head));
    if (fault !== null) onMisread(fault);
  });
  client.on('body', (part) => {
    bytes += part.length;
    const fault = bodyFault(bytes);
    if (fault !== null) onMisread(fault);
  });
}

function traitsOf({ statusCode, headers, shouldKeepAlive }: Head): ResponseTraits {
  const named = new Map<string, string>();
  for (let at = 0; at + 1 < headers.length; at += 2) {
    named.set((headers[at] ?? '').toLowerCase(), headers[at + 1] ?? '');
  }
  return { status: statusCode, headers: named, keepsAlive: shouldKeepAlive };
}
