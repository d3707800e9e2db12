/**
 * Load by autocannon, closed loop over keep-alive connections, one request under way on each.
 *
 * Times and counts are taken here, from each client's own events. autocannon floors its latencies to whole
 * milliseconds, and after a connection that closed without an answer it measures from stale start times;
 * such a request is in none of its counts.
 */
import autocannon, { type Client } from 'autocannon';
import { monotonicMs } from '../observe/clock.ts';
import { bodyCheck } from './answer-rule.ts';
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
  drive: ({ url, connections, requestTimeoutSeconds, answer: rule }, ledger) => {
    const isCorrect = bodyCheck(rule);
    // autocannon hands over the body alone, in the same turn and right after the answer's event.
    let answer: Answer | undefined;
    const instance = autocannon({
      url,
      connections,
      duration: ENDLESS_SECONDS,
      timeout: requestTimeoutSeconds,
      setupClient: (client) =>
        watchClient(client, ledger, (arrived) => {
          answer = arrived;
        }),
      verifyBody: (body) => {
        if (!answer) return true;
        const { status, sentMs, nowMs } = answer;
        if (status < 200 || status > 299) ledger.failed('non2xx', nowMs);
        else if (isCorrect(body)) ledger.completed(sentMs, nowMs);
        else ledger.failed('mismatch', nowMs);
        return true;
      },
    });
    instance.on('error', (error) => {
      throw error;
    });
  },
};

function watchClient(client: Client, ledger: Ledger, onAnswer: (answer: Answer) => void): void {
  let sentMs: number | undefined;
  const fail = (kind: Parameters<Ledger['failed']>[0]) => {
    sentMs = undefined;
    ledger.failed(kind, monotonicMs());
  };
  client.on('request', () => {
    // A request on a new connection, while the last one still waits: that one's connection was closed.
    if (sentMs !== undefined) fail('closed');
    sentMs = monotonicMs();
    ledger.sent(sentMs);
  });
  client.on('response', (status) => {
    const nowMs = monotonicMs();
    onAnswer({ status, sentMs: sentMs ?? nowMs, nowMs });
    sentMs = undefined;
  });
  client.on('connError', (error) => fail(isConnectError(error) ? 'connect' : 'reset'));
  client.on('timeout', () => fail('timeout'));
}

function isConnectError({ syscall }: NodeJS.ErrnoException): boolean {
  return syscall === 'connect';
}
