/** Responses that autocannon is known to misread. Every response is checked for them. */
import type { Client, Head } from 'autocannon';

/** Above this size, autocannon's parser, written in JavaScript, costs more than the app's own work. */
const LARGEST_BODY_BYTES = 16 * 1_024;

/** The properties of a response that matter to autocannon. */
export interface ResponseTraits {
  readonly status: number;
  /** Names are in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly keepsAlive: boolean;
}

/** headFault returns why autocannon misreads such a response, or null if it does not. */
export function headFault({ status, headers, keepsAlive }: ResponseTraits): string | null {
  if (status < 200) return `it takes ${status}, an interim response, for the final response`;
  if (!keepsAlive) return 'it sends on connections that the app announced it would close';
  if (headers.has('content-encoding')) return 'it does not decode compressed bodies';
  if (headers.has('transfer-encoding') && headers.has('content-length')) {
    return 'the response states two lengths, Content-Length and Transfer-Encoding';
  }
  if (headers.has('trailer')) return 'it does not read trailers';
  return null;
}

export function bodyFault(bytes: number): string | null {
  if (bytes <= LARGEST_BODY_BYTES) return null;
  return `it needs too much CPU for bodies of more than ${LARGEST_BODY_BYTES / 1_024} kB`;
}

/** Checks every response of a client. It may call `onMisread` often. */
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
