/** Reads a stream of bytes as a client does that uses one buffer for all connections, cut wherever one likes. */
import { MalformedResponse, type ResponseMemo, ResponseParser } from '../../load/direct/response-parser.ts';

export type Outcome =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly keepAlive: boolean;
      readonly idleTimeoutMs: number | null;
      /** A character a byte. */
      readonly body: string;
      /** Bytes behind the response. */
      readonly leftover: number;
    }
  | { readonly kind: 'malformed'; readonly sentence: string }
  /** The stream has ended before the response, or without any. */
  | { readonly kind: 'cut short' };

interface Reading {
  readonly method?: string;
  readonly memo?: ResponseMemo;
  readonly maxHeadBytes?: number;
  readonly maxBodyBytes?: number;
  /** What the buffer holds behind a piece: what would end a line, or what is to come next, but has not come. */
  readonly stale?: 'line ends' | 'what comes next';
  /** One that was used before, for a new connection; `memo` and limits are its own. */
  readonly parser?: ResponseParser;
}

const OFFSET = 5;

/** What becomes of the stream, whose end follows its last byte, when it is cut in front of each of these places. */
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

/** Uncut, cut at each place alone, and byte by byte. */
export function waysToCut(length: number): readonly number[][] {
  const places = Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1);
  return [[], ...places.map((place) => [place]), places];
}
