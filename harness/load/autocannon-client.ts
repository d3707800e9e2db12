/**
 * Load by autocannon: a closed loop over keep-alive connections, one request in flight on each.
 *
 * This file takes times and counts from each client's own events. autocannon rounds its latencies down to whole
 * milliseconds. After a connection that closed without a response, it measures from a stale start time and counts the
 * request nowhere.
 */
import autocannon, { type Client } from 'autocannon';
import { isExpectedStatus } from '../../scenarios/expectation.ts';
import { labelOf } from '../../scenarios/request.ts';
import { isFixed } from '../../scenarios/user.ts';
import { monotonicMs } from '../host/clock.ts';
import { watchResponses } from './autocannon-limits.ts';
import type { Ledger } from './ledger.ts';
import type { LoadClient } from './load-client.ts';
import { excerpt } from './so-far.ts';
import { bodyCheck, unexpectedStatus } from './users/check-response.ts';

/** Longer than any run: the load process ends the load. */
const ENDLESS_SECONDS = 1e6;

interface ClientResponse {
  readonly status: number;
  readonly sentMs: number;
  readonly nowMs: number;
}

export const autocannonClient: LoadClient = {
  name: 'autocannon',
  send: ({ job, user, ledger }, { onAllConnected, onMisread }) => {
    const { origin, connections, requestTimeoutSeconds } = job;
    if (!isFixed(user)) throw new Error('autocannon sends one request, always the same');
    const { method, path, headers, body, expect } = user.request;
    const isCorrect = skipLastCorrect(bodyCheck(expect));
    // autocannon hands over only the body, in the same turn and right after the response event.
    let response: ClientResponse | undefined;
    const inFlight: (() => number)[] = [];
    let waiting = connections;
    const onFirstEnd = () => {
      waiting--;
      if (waiting === 0) onAllConnected();
    };
    const instance = autocannon({
      url: `${origin}${path}`,
      method,
      headers,
      ...(body === null ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
      connections,
      duration: ENDLESS_SECONDS,
      timeout: requestTimeoutSeconds,
      setupClient: (client) => {
        onceFirstEnded(client, onFirstEnd);
        watchResponses(client, onMisread);
        const count = watchClient(client, ledger, onMisread, (arrived) => {
          response = arrived;
        });
        inFlight.push(count);
      },
      verifyBody: (received) => {
        if (!response) return true;
        const { status, sentMs, nowMs } = response;
        ledger.responded(status, nowMs);
        const isExpected = isExpectedStatus(expect, status);
        if (isExpected && isCorrect(received)) {
          ledger.completed(sentMs, nowMs);
          return true;
        }
        const kind = isExpected ? 'mismatch' : unexpectedStatus(status, false);
        ledger.failed(kind, sentMs, nowMs);
        ledger.exemplify(() => ({
          label: labelOf(user.request),
          kind,
          response: { status, body: excerpt(received) },
          thrown: null,
        }));
        return true;
      },
    });
    instance.on('error', (error) => {
      throw error;
    });
    return {
      drain: () => {
        throw new Error('autocannon cannot drain');
      },
      follow: () => {
        throw new Error('autocannon cannot change its load');
      },
      pace: () => {
        throw new Error('autocannon cannot hold a rate');
      },
      catchUp: () => {},
      waitingSince: () => 0,
      inFlight: () => inFlight.reduce((sum, count) => sum + count(), 0),
    };
  },
};

/** Skips the check of a body that equals the last correct one. */
function skipLastCorrect(isCorrect: ((body: string) => boolean) | null): (body: string) => boolean {
  if (isCorrect === null) return () => true;
  let lastCorrect: string | undefined;
  return (body) => {
    if (body === lastCorrect) return true;
    if (!isCorrect(body)) return false;
    lastCorrect = body;
    return true;
  };
}

/**
 * Calls back when the client's first request has ended. Opening hundreds of connections takes time; all of them are
 * in use once each has ended a request.
 */
function onceFirstEnded(client: Client, onFirstEnd: () => void): void {
  let isReported = false;
  const report = () => {
    if (!isReported) onFirstEnd();
    isReported = true;
  };
  client.once('response', report);
  client.once('timeout', report);
  client.once('connError', report);
}

/**
 * Follows the one request that a client has in flight, through autocannon's events.
 *
 * @returns a function that counts the requests in flight according to those events
 */
function watchClient(
  client: Client,
  ledger: Ledger,
  onMisread: (reason: string) => void,
  onResponse: (response: ClientResponse) => void,
): () => number {
  let sentMs: number | undefined;
  /**
   * Set when the connection ended in order before the response. autocannon reports the cause after it sends the next
   * request.
   */
  let abandonedMs: number | undefined;
  let keptAlive = true;

  client.on('request', () => {
    if (sentMs !== undefined) {
      abandonedMs = sentMs;
      // autocannon reports a timeout in the same turn, after it replaces the request. It never reports that a
      // connection ended.
      queueMicrotask(closed);
    }
    sentMs = monotonicMs();
    ledger.sent(sentMs);
  });
  client.on('headers', ({ shouldKeepAlive }) => {
    keptAlive = shouldKeepAlive;
  });
  client.on('response', (status) => {
    if (sentMs === undefined) {
      onMisread('the app sends more than one response to a request, or bytes after the response');
      return;
    }
    onResponse({ status, sentMs, nowMs: monotonicMs() });
    sentMs = undefined;
  });
  client.on('timeout', () => {
    if (abandonedMs !== undefined) ledger.failed('timeout', abandonedMs, monotonicMs());
    abandonedMs = undefined;
  });
  client.on('connError', (error) => {
    if (sentMs !== undefined)
      ledger.failed(isConnectError(error) ? 'connect' : 'reset', sentMs, monotonicMs());
    sentMs = undefined;
  });

  function closed(): void {
    if (abandonedMs === undefined) return;
    // The last response announced the end of the connection; autocannon sends on it all the same.
    if (keptAlive) ledger.failed('closed', abandonedMs, monotonicMs());
    else ledger.retracted(abandonedMs);
    abandonedMs = undefined;
    keptAlive = true;
  }

  return () => (sentMs === undefined ? 0 : 1) + (abandonedMs === undefined ? 0 : 1);
}

function isConnectError({ syscall }: NodeJS.ErrnoException): boolean {
  return syscall === 'connect';
}
