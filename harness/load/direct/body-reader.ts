/** Reads a body. While it equals the last response's body, byte for byte, it is compared and not copied. */
import { MalformedResponse } from './parsed-response.ts';
import type { ResponseMemo } from './response-memo.ts';

const EMPTY = Buffer.alloc(0);
/**
 * Most bytes allocated before the first byte of a body whose length is announced. The announced bytes may never
 * arrive.
 */
const MOST_IN_ADVANCE_BYTES = 1024 * 1024;

export class BodyReader {
  readonly #memo: ResponseMemo;
  readonly #maxBytes: number;
  #expectedBytes = 0;
  #length = 0;
  /** The last response's body when this one began. While `#own` is null, this body equals its beginning. */
  #known: Buffer = EMPTY;
  #own: Buffer | null = null;

  constructor(memo: ResponseMemo, maxBytes: number) {
    this.#memo = memo;
    this.#maxBytes = maxBytes;
  }

  /** Starts a new body, of this many bytes if the length is known. @throws MalformedResponse */
  begin(expectedBytes = 0): void {
    this.#length = 0;
    this.#known = this.#memo.body ?? EMPTY;
    this.#own = null;
    this.#expectedBytes = expectedBytes;
    this.checkRoomFor(expectedBytes);
  }

  /** @throws MalformedResponse */
  checkRoomFor(bytes: number): void {
    if (this.#length + bytes > this.#maxBytes) {
      throw new MalformedResponse(`the body is longer than ${this.#maxBytes} bytes, the limit`);
    }
  }

  add(chunk: Buffer, from: number, end: number): void {
    const length = this.#length + end - from;
    if (this.#own === null) {
      const known = this.#known;
      if (length <= known.length && chunk.compare(known, this.#length, length, from, end) === 0) {
        this.#length = length;
        return;
      }
      this.#own = Buffer.allocUnsafe(Math.max(length, Math.min(this.#expectedBytes, MOST_IN_ADVANCE_BYTES)));
      known.copy(this.#own, 0, 0, this.#length);
    } else if (length > this.#own.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.#own.length));
      this.#own.copy(larger, 0, 0, this.#length);
      this.#own = larger;
    }
    chunk.copy(this.#own, this.#length, from, end);
    this.#length = length;
  }

  /** Returns the whole body: the memo's own buffer if it is the same. */
  finish(): Buffer {
    const read = this.#own ?? this.#known;
    const body = read.length === this.#length ? read : read.subarray(0, this.#length);
    const last = this.#memo.body;
    this.#own = null;
    this.#known = EMPTY;
    return last !== null && (body === last || body.equals(last)) ? last : body;
  }
}
