/**
 * Load by autocannon, closed loop over keep-alive connections, one request under way on each.
 *
 * Times and counts are taken here, from each client's own events. autocannon floors its latencies to whole
 * milliseconds, and after a connection that closed without an answer it measures from stale start times;
 * such a request is in none of its counts.
 */
import autocannon, { type Client } from 'autocannon';
import { monotonicMs } from '../host/clock.ts';
import { bodyCheck, statusCheck } from './answer-rule.ts';
import { watchResponses } from './autocannon-limits.ts';
import type { Driver } from './driver.ts';
import type { Ledger } from './ledger.ts';

/** Longer than any run: the load process ends the load. */
const ENDLESS_SECONDS = 1e6;

interface Answer {
  readonly status: number;
  readonly sentMs: number;
  readonly nowMs: number;
}

export const autocannonDriver: Driver = {
  name: 'autocannon',
  drive: (
    { url, connections, requestTimeoutSeconds, request, answer: rule },
    ledger,
    { onUnderWay, onUnfit },
  ) => {
    const isCorrect = bodyCheck(rule);
    const isExpected = statusCheck(rule);
    // autocannon hands over the body alone, in the same turn and right after the answer's event.
    let answer: Answer | undefined;
    const underWay: (() => number)[] = [];
    let waiting = connections;
    const onFirstEnd = () => {
      waiting--;
      if (waiting === 0) onUnderWay();
    };
    const instance = autocannon({
      url,
      method: request.method,
      headers: request.headers,
      ...(request.body === null ? {} : { body: request.body }),
      connections,
      duration: ENDLESS_SECONDS,
      timeout: requestTimeoutSeconds,
      setupClient: (client) => {
        tellFirstEnd(client, onFirstEnd);
        watchResponses(client, onUnfit);
        const count = watchClient(client, ledger, onUnfit, (arrived) => {
          answer = arrived;
        });
        underWay.push(count);
      },
      verifyBody: (body) => {
        if (!answer) return true;
        const { status, sentMs, nowMs } = answer;
        ledger.responded(status, nowMs);
        if (!isExpected(status)) ledger.failed('non2xx', sentMs, nowMs);
        else if (isCorrect(body)) ledger.completed(sentMs, nowMs);
        else ledger.failed('mismatch', sentMs, nowMs);
        return true;
      },
    });
    instance.on('error', (error) => {
      throw error;
    });
    return {
      rest: () => {
        throw new Error('autocannon does not rest');
      },
      pace: () => {
        throw new Error('autocannon cannot hold a rate');
      },
      catchUp: () => {},
      underWay: () => underWay.reduce((sum, count) => sum + count(), 0),
    };
  },
};

/** Opening hundreds of connections takes its time: they are all in use once a request of each has ended. */
function tellFirstEnd(client: Client, onFirstEnd: () => void): void {
  let told = false;
  const tell = () => {
    if (!told) onFirstEnd();
    told = true;
  };
  client.once('response', tell);
  client.once('timeout', tell);
  client.once('connError', tell);
}

/**
 * Follows the one request that a client has under way, through all that autocannon says of it.
 *
 * @returns how many it has, as far as its own events tell
 */
function watchClient(
  client: Client,
  ledger: Ledger,
  onUnfit: (reason: string) => void,
  onAnswer: (answer: Answer) => void,
): () => number {
  let sentMs: number | undefined;
  /** A request that never got an answer, since its connection ended in order; the cause is told after its successor. */
  let abandonedMs: number | undefined;
  let keptAlive = true;

  client.on('request', () => {
    if (sentMs !== undefined) {
      abandonedMs = sentMs;
      // A timeout replaces the request first and is told in the same turn; the end of a connection never is.
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
      onUnfit('the app sends more than one response to a request, or bytes that no request asked for');
      return;
    }
    onAnswer({ status, sentMs, nowMs: monotonicMs() });
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
    // The last answer had announced the end; autocannon sends on such a connection all the same.
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
