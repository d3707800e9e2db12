/** Load by our own client: HTTP/1.1, plain or over TLS, in a closed or an open loop. */
import { monotonicMs } from '../../host/clock.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import type { Ledger } from '../ledger.ts';
import { type LoadClient, type LoadJob, REFUSED_PAUSE_MS } from '../load-client.ts';
import { bodyCheck, statusCheck } from '../response-rule.ts';
import { Connection, type ConnectionOwner } from './connection.ts';
import { decodeBody } from './decode-body.ts';
import { closedLoop, type Loop } from './loop.ts';
import { openLoop } from './open-loop.ts';
import { endpointOf, requestBytes } from './request.ts';
import { ResponseMemo } from './response-parser.ts';
import { schedule } from './schedule.ts';

/** How often to look for requests that have timed out. */
const SWEEP_PERIOD_MS = 50;

export const directClient: LoadClient = {
  name: 'direct',
  send: (job, ledger, { onAllConnected }) => {
    const open = openLoop(ledger);
    let loop: Loop = closedLoop(ledger);
    let onDrained = () => {};
    const free = afterEachEndedOnce(job.connections, onAllConnected, (connection, nowMs) => {
      loop.free(connection, nowMs);
      if (ledger.inFlight === 0) onDrained();
    });
    const connections = makeConnections(job, recordOutcomes(job, ledger, free));
    for (const connection of connections) loop.free(connection, monotonicMs());
    setInterval(() => {
      const nowMs = monotonicMs();
      const dueBeforeMs = nowMs - job.requestTimeoutSeconds * 1_000;
      loop.expire(dueBeforeMs, nowMs);
      for (const connection of connections) {
        const { dueMs } = connection;
        if (dueMs === undefined || dueMs >= dueBeforeMs) continue;
        connection.abandon();
        ledger.failed('timeout', dueMs, nowMs);
        free(connection, nowMs);
      }
    }, SWEEP_PERIOD_MS);
    return {
      drain: () =>
        new Promise((resolve) => {
          loop = open;
          open.stop();
          onDrained = resolve;
          if (ledger.inFlight === 0) resolve();
        }),
      pace: (pace) => {
        loop = open;
        open.follow(schedule(pace, mulberry32(pace.seed)));
      },
      catchUp: () => loop.catchUp(),
      inFlight: () => connections.filter(({ dueMs }) => dueMs !== undefined).length + loop.waiting,
    };
  },
};

type Free = (connection: Connection, nowMs: number) => void;

function makeConnections(
  { url, mode, connections, insecure, request }: LoadJob,
  owner: ConnectionOwner,
): Connection[] {
  const options = {
    endpoint: endpointOf(url, insecure),
    request: requestBytes(url, mode, request),
    method: request.method,
    keepAlive: mode.connections !== 'per-request',
    memo: new ResponseMemo(),
    owner,
  };
  return Array.from({ length: connections }, () => new Connection(options));
}

/** Records how each request ended, and frees its connection. */
function recordOutcomes({ response: rule }: LoadJob, ledger: Ledger, free: Free): ConnectionOwner {
  const isCorrect = skipRepeated(bodyCheck(rule));
  const isExpected = statusCheck(rule);
  return {
    responded: (connection, dueMs, { status, body, encodings }, nowMs) => {
      ledger.responded(status, nowMs);
      if (!isExpected(status)) ledger.failed('non2xx', dueMs, nowMs);
      else if (isCorrect(body, encodings)) ledger.completed(dueMs, nowMs);
      else ledger.failed('mismatch', dueMs, nowMs);
      free(connection, nowMs);
    },
    failed: (connection, dueMs, kind, nowMs) => {
      ledger.failed(kind, dueMs, nowMs);
      if (kind === 'connect') setTimeout(() => free(connection, monotonicMs()), REFUSED_PAUSE_MS);
      else free(connection, nowMs);
    },
  };
}

/** Skips decoding and checking a body that equals the last correct one, as most do. */
function skipRepeated(
  isCorrect: (body: string) => boolean,
): (body: Buffer, encodings: readonly string[]) => boolean {
  let lastCorrect: Buffer | undefined;
  return (body, encodings) => {
    // While bodies repeat, the parser returns the same buffer.
    if (body === lastCorrect || lastCorrect?.equals(body)) return true;
    // Keep the bytes as they are if the coding is unknown: a rule that requires a text then fails, as it should.
    const content = decodeBody(body, encodings) ?? body;
    if (!isCorrect(content.toString())) return false;
    lastCorrect = body;
    return true;
  };
}

/**
 * Wraps `free` to call `onAll` when each connection has ended a request. Opening hundreds of connections takes time;
 * only then are all of them in use.
 */
function afterEachEndedOnce(connections: number, onAll: () => void, free: Free): Free {
  const ended = new Set<Connection>();
  if (connections === 0) onAll();
  return (connection, nowMs) => {
    if (ended.size < connections) {
      ended.add(connection);
      if (ended.size === connections) onAll();
    }
    free(connection, nowMs);
  };
}
