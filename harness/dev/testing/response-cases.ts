/** Fixed streams with their expected outcome, however they are cut. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ResponseMemo, ResponseParser } from '../../load/direct/response-parser.ts';
import { type Outcome, outcomeOf, waysToCut } from './response-stream.ts';

export interface Case {
  readonly name: string;
  /** LF stands for CR LF; a lone LF is written \u240A. */
  readonly stream: string;
  readonly method?: string;
  readonly expected: Outcome;
  readonly limits?: { readonly maxHeadBytes?: number; readonly maxBodyBytes?: number };
}

const bytesOf = (stream: string) =>
  Buffer.from(stream.replaceAll('\n', '\r\n').replaceAll('\u240A', '\n'), 'latin1');

export const response = (
  body: string,
  more: Partial<Extract<Outcome, { kind: 'response' }>> = {},
): Outcome => ({
  kind: 'response',
  status: 200,
  keepAlive: true,
  idleTimeoutMs: null,
  body,
  leftover: 0,
  ...more,
});
export const untilClose = (body: string) => response(body, { keepAlive: false });
export const malformed = (sentence: string): Outcome => ({ kind: 'malformed', sentence });
export const cutShort: Outcome = { kind: 'cut short' };

/**
 * Tests every way to cut the stream, with an empty memo, a memo of this response or of another one, and with a parser
 * that has read the stream before.
 */
export function check({ name, stream, method = 'GET', expected, limits }: Case): void {
  test(name, () => {
    const bytes = bytesOf(stream);
    const known = new ResponseMemo();
    outcomeOf(bytes, [], { ...limits, method, memo: known });
    const before = new ResponseParser(limits);
    for (const cuts of waysToCut(bytes.length)) {
      const where = `cut at ${cuts.length === 1 ? cuts[0] : `${cuts.length} places`}`;
      const stale = 'what comes next';
      for (const how of [
        {},
        { stale },
        { memo: known },
        { memo: memoOfAnother() },
        { parser: before },
      ] as const) {
        assert.deepEqual(outcomeOf(bytes, cuts, { ...limits, method, ...how }), expected, where);
      }
    }
  });
}

function memoOfAnother(): ResponseMemo {
  const memo = new ResponseMemo();
  outcomeOf(bytesOf('HTTP/1.1 200 OK\nContent-Length: 6\n\nhello!'), [], { memo });
  return memo;
}
