/**
 * Parses HTTP/1.1 responses as they arrive, one for each request of a connection (RFC 9112). It is exact for any
 * input, however it is cut, and fast if a response repeats.
 */

import { BodyReader } from './body-reader.ts';
import { ChunkedCoding } from './chunked-coding.ts';
import type { ParsedResponse } from './parsed-response.ts';
import { HeadReader } from './read-head.ts';
import type { Framing } from './response-head.ts';
import { ResponseMemo } from './response-memo.ts';

export type { ParsedResponse } from './parsed-response.ts';
export { MalformedResponse } from './parsed-response.ts';
export { ResponseMemo } from './response-memo.ts';

const NO_ENCODINGS: readonly string[] = [];

interface ParserOptions {
  /** Limit of a head, and of a trailer section; 64 KiB by default. */
  readonly maxHeadBytes?: number;
  /** 64 MiB by default. */
  readonly maxBodyBytes?: number;
  /** One memo for all parsers of one server, with the same limits. */
  readonly memo?: ResponseMemo;
  /** Whether responses have the bytes of their head; false by default. */
  readonly keepsHeads?: boolean;
}

type State =
  /** No byte of a response has arrived. */
  'start' | 'head' | 'body' | 'failed';

export class ResponseParser {
  readonly #memo: ResponseMemo;
  readonly #heads: HeadReader;
  readonly #body: BodyReader;
  readonly #chunks: ChunkedCoding;
  #state: State = 'start';
  #failure: unknown;
  #isHead = false;
  #consumed = 0;
  #framing: Framing = 'empty';
  /** Bytes left of a body with a known length. */
  #bytesLeft = 0;

  constructor(options: ParserOptions = {}) {
    const { maxHeadBytes = 64 * 1024, maxBodyBytes = 64 * 1024 * 1024, memo = new ResponseMemo() } = options;
    this.#memo = memo;
    this.#heads = new HeadReader(maxHeadBytes, options.keepsHeads);
    this.#body = new BodyReader(memo, maxBodyBytes);
    this.#chunks = new ChunkedCoding(maxHeadBytes);
  }

  /** Announces the method of the request for the next response. */
  expect(method: string): void {
    if (this.#state !== 'start') throw new Error('a request was sent before the response to the last one');
    this.#isHead = method === 'HEAD';
  }

  /** Place where parsing of the last chunk stopped: behind the response, or at the chunk's end. */
  get consumed(): number {
    return this.#consumed;
  }

  /** Whether a part of a response has arrived. */
  get hasBegun(): boolean {
    return this.#state !== 'start';
  }

  /** Prepares the parser for a new connection. */
  reset(): void {
    this.#state = 'start';
    this.#isHead = false;
    this.#heads.clear();
  }

  /**
   * Parses `chunk`, which may be reused at once. Returns the response when it is complete, else null.
   *
   * @throws MalformedResponse, and again at every call until `reset`
   */
  push(chunk: Buffer, offset = 0, end = chunk.length): ParsedResponse | null {
    this.#consumed = end;
    if (offset >= end) return null;
    if (this.#state === 'start') {
      const known = this.#memo.recall(chunk, offset, end, this.#isHead);
      if (known !== null) return known;
    }
    try {
      return this.#read(chunk, offset, end);
    } catch (error) {
      this.#state = 'failed';
      this.#failure = error;
      throw error;
    }
  }

  /**
   * Ends the stream. Returns the response if the end of the connection completes it; null if it was cut short, or
   * none had begun.
   *
   * @throws MalformedResponse
   */
  end(): ParsedResponse | null {
    if (this.#state === 'failed') throw this.#failure;
    const isWhole = this.#state === 'body' && this.#framing === 'until-close';
    this.#state = 'start';
    this.#heads.clear();
    return isWhole ? this.#response() : null;
  }

  #read(chunk: Buffer, offset: number, end: number): ParsedResponse | null {
    if (this.#state === 'failed') throw this.#failure;
    const isFromStart = this.#state === 'start';
    let at = offset;
    if (this.#state !== 'body') {
      this.#state = 'head';
      at = this.#heads.read(chunk, at, end);
      if (at < 0) return null;
      this.#beginBody();
    }
    at = this.#readBody(chunk, at, end);
    if (at < 0) return null;
    this.#state = 'start';
    this.#consumed = at;
    const response = this.#response();
    if (isFromStart) this.#memo.note(response, chunk, offset, at, this.#isHead);
    return response;
  }

  #beginBody(): void {
    const { head } = this.#heads;
    this.#framing = head.framing(this.#isHead);
    this.#bytesLeft = this.#framing === 'length' ? head.contentLength : 0;
    this.#body.begin(this.#bytesLeft);
    if (this.#framing === 'chunked') this.#chunks.begin();
    this.#state = 'body';
  }

  /** Returns where the body ended, or -1 if it has not. */
  #readBody(chunk: Buffer, from: number, end: number): number {
    if (this.#framing === 'empty') return from;
    if (this.#framing === 'chunked') {
      const stop = this.#chunks.read(chunk, from, end, this.#body);
      return this.#chunks.isWhole ? stop : -1;
    }
    if (this.#framing === 'until-close') {
      this.#body.checkRoomFor(end - from);
      this.#body.add(chunk, from, end);
      return -1;
    }
    const stop = Math.min(end, from + this.#bytesLeft);
    this.#body.add(chunk, from, stop);
    this.#bytesLeft -= stop - from;
    return this.#bytesLeft === 0 ? stop : -1;
  }

  #response(): ParsedResponse {
    const { head } = this.#heads;
    const body = this.#body.finish();
    this.#memo.noteBody(body);
    return {
      status: head.status,
      keepAlive: head.keepsConnection(this.#framing),
      idleTimeoutMs: head.idleTimeoutMs,
      asksToRetry: head.asksToRetry,
      encodings: head.encodings.length === 0 ? NO_ENCODINGS : [...head.encodings],
      body,
      setCookies: head.setCookies,
      head: this.#heads.bytes,
    };
  }
}
