/** Parses a stream that is cut anywhere, like a client that uses one buffer for all connections. */
import { MalformedResponse, type ResponseMemo, ResponseParser } from '../../load/direct/response-parser.ts';

export type Outcome =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly keepAlive: boolean;
      readonly idleTimeoutMs: number | null;
      /** One character per byte. */
      readonly body: string;
      /** Bytes after the response. */
      readonly leftover: number;
    }
  | { readonly kind: 'malformed'; readonly sentence: string }
  /** The stream ended before or during the response. */
  | { readonly kind: 'cut short' };

interface Reading {
  readonly method?: string;
  readonly memo?: ResponseMemo;
  readonly maxHeadBytes?: number;
  readonly maxBodyBytes?: number;
  /** Buffer content after a piece, which must not be read: line ends, or the bytes to come. */
  readonly stale?: 'line ends' | 'what comes next';
  /** A used parser, reset for a new connection, with its own memo and limits. */
  readonly parser?: ResponseParser;
}

const OFFSET = 5;

/** Returns the outcome of the stream when it is cut before each of these places and ends after its last byte. */
export function outcomeOf(stream: Buffer, cuts: readonly number[], reading: Reading = {}): Outcome {
  const { parser = new ResponseParser(reading), stale = 'line ends' } = reading;
  parser.reset();
  parser.expect(reading.method ?? 'GET');
  const shared = Buffer.alloc(OFFSET + stream.length + 64);
  try {
    let at = 0;
    for (const stop of [...cuts, stream.length]) {
      shared.fill('\r\n\r\n');
      stream.copy(shared, OFFSET, at, stale === 'line ends' ? stop : stream.length);
      const response = parser.push(shared, OFFSET, OFFSET + stop - at);
      const consumed = parser.consumed - OFFSET;
      shared.fill('X');
      if (consumed < 0 || consumed > stop - at)
        throw new Error(`it consumed ${consumed} of ${stop - at} bytes`);
      if (response) return { ...described(response), leftover: stream.length - at - consumed };
      if (consumed !== stop - at) throw new Error('it left bytes without a response');
      at = stop;
    }
    const response = parser.end();
    if (response) return { ...described(response), leftover: 0 };
    return { kind: 'cut short' };
  } catch (error) {
    if (error instanceof MalformedResponse) return { kind: 'malformed', sentence: error.message };
    throw error;
  }
}

function described(response: NonNullable<ReturnType<ResponseParser['push']>>) {
  const { status, keepAlive, idleTimeoutMs, body } = response;
  return { kind: 'response' as const, status, keepAlive, idleTimeoutMs, body: body.toString('latin1') };
}

/** Uncut, cut once at each place, and cut into single bytes. */
export function waysToCut(length: number): readonly number[][] {
  const places = Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1);
  return [[], ...places.map((place) => [place]), places];
}
