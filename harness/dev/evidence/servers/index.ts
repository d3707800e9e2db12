/** Small servers that a load client may misread, each with its true throughput. */
import { fileURLToPath } from 'node:url';

export interface Range {
  readonly from: number;
  readonly to: number;
}

export type Truth =
  /** Connections / wait. `why` says why wrk's figure is wrong, if it is. */
  | { readonly kind: 'known'; readonly throughput: Range; readonly p50Ms: Range; readonly why?: string }
  /** The CPU sets the throughput, so that wrk's figure on the same server is the truth. */
  | { readonly kind: 'wrk' }
  /** No throughput is true: any figure is wrong. */
  | { readonly kind: 'none'; readonly why: string };

export interface EvidenceServer {
  readonly name: string;
  readonly summary: string;
  /** Absolute path of the compiled script. */
  readonly script: string;
  readonly connections: number;
  readonly durationSeconds: number;
  readonly truth: Truth;
}

/** A timer of 20 ms ends at most this late under 50 connections on a quiet host. A busy host makes it later. */
const LATEST_TIMER_MS = 2.1;
const CONNECTIONS = 50;
const DURATION_SECONDS = 4;
/** A window holds a few cycles of the slow servers. */
const LONG_SECONDS = 10;

export const servers: readonly EvidenceServer[] = [
  server('plain', 'waits 20 ms', waits(20)),
  server('early-hints', '103 before each response, 20 ms', waits(20, { why: wrkCounts('103') })),
  server('processing', '102 before each response, 20 ms', waits(20, { why: wrkCounts('102') })),
  server('unasked-continue', '100 before each response, 20 ms', waits(20, { why: wrkCounts('100') })),
  server('max-requests', 'closes after 20 requests per connection, 20 ms', waits(20)),
  server('fastify-max-requests', 'Fastify, closes after 1,000 requests per connection', { kind: 'wrk' }),
  server('close-every-seventh', 'closes with every seventh response, 20 ms', waits(20)),
  server('at-once', 'answers at once', { kind: 'wrk' }),
  server('json-241kb', 'JSON of 241 kB', { kind: 'wrk' }, { connections: 10 }),
  server('body-1mb', 'body of 1 MB', { kind: 'wrk' }, { connections: 10 }),
  server('gzip-when-asked', '15 kB, gzip where the client accepts it', { kind: 'wrk' }),
  server('gzip-always', '15 kB, gzip whatever the client accepts', { kind: 'wrk' }),
  server('chunked-pieces', 'chunked, 20 pieces of 500 B', { kind: 'wrk' }, { connections: 10 }),
  server('chunked-endless', 'chunked without an end', none('no response ends')),
  server('http10-close', 'HTTP/1.0, one connection per request, 20 ms', { kind: 'wrk' }, { connections: 20 }),
  server('http10-keep-alive', 'HTTP/1.0, keep-alive, 20 ms', waits(20)),
  server('body-beyond-length', 'body longer than Content-Length', none('no response is well-formed')),
  server(
    'body-short-of-length',
    'body shorter than Content-Length, then closes',
    none('no response is whole'),
  ),
  server('lying-framing', 'Content-Length beside Transfer-Encoding, which overrides it, 20 ms', waits(20)),
  server(
    'resets',
    '5% of the connections are reset at their 10th request, 20 ms',
    waits(20, { why: 'wrk leaves reset requests out' }),
  ),
  server(
    'stalls',
    '1% of the requests take 500 ms, the rest 20 ms',
    waits(0.99 * 20 + 0.01 * 500, { p50Ms: 20 }),
  ),
  server(
    'slow-twentieth',
    '5% of the requests take 2 s, the rest 20 ms',
    waits(0.95 * 20 + 0.05 * 2_000, { p50Ms: 20 }),
    { durationSeconds: LONG_SECONDS },
  ),
  server('errors-91', '91% of the requests are answered with 500', none('most responses are errors')),
  ...[790, 815, 2_970, 3_020].map((waitMs) =>
    server(
      `lockstep-${waitMs}`,
      `waits ${waitMs} ms, all connections in lockstep`,
      waits(waitMs, { connections: 60 }),
      { connections: 60, durationSeconds: LONG_SECONDS },
    ),
  ),
  server(
    'exponential',
    'exponential waits, mean 700 ms',
    waits(700, { connections: 500, p50Ms: 700 * Math.LN2 }),
    {
      connections: 500,
      durationSeconds: LONG_SECONDS,
    },
  ),
  server('half-hang', 'half of the connections hang in mid-window', none('the throughput halves')),
  server('no-content', '204 without a body, 20 ms', waits(20)),
  server('not-modified', '304 to requests without a condition', none('no response is a 2xx')),
  server('slow-cache', '200 requests of 200 ms, then 20 ms each', waits(20)),
];

function server(
  name: string,
  summary: string,
  truth: Truth,
  { connections = CONNECTIONS, durationSeconds = DURATION_SECONDS } = {},
): EvidenceServer {
  const script = fileURLToPath(import.meta.resolve(`./${name}.js`));
  return { name, summary, script, connections, durationSeconds, truth };
}

interface Waits {
  readonly connections?: number;
  /** Median wait; the mean if all requests wait equally long. */
  readonly p50Ms?: number;
  readonly why?: string;
}

/** waits is for connections that have one request in flight, which only waits. A timer may be late, but never early. */
function waits(meanMs: number, { connections = CONNECTIONS, p50Ms = meanMs, why }: Waits = {}): Truth {
  const throughput = (ms: number) => (1_000 * connections) / ms;
  return {
    kind: 'known',
    throughput: { from: throughput(meanMs + LATEST_TIMER_MS), to: throughput(meanMs) },
    p50Ms: { from: p50Ms, to: p50Ms + LATEST_TIMER_MS },
    ...(why ? { why } : {}),
  };
}

function none(why: string): Truth {
  return { kind: 'none', why };
}

function wrkCounts(status: string): string {
  return `wrk takes each ${status} for a response`;
}
