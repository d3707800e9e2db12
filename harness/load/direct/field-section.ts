/**
 * Collects a head or a trailer section that arrives in pieces. It looks at every byte once, however the section is
 * cut.
 */

import { CR, LF } from './field-bytes.ts';
import { MalformedResponse } from './parsed-response.ts';

const FIRST_CAPACITY_BYTES = 1024;

/** States: what the current line holds so far. */
const NOTHING = 0;
const CR_ALONE = 1;
const TEXT = 2;

export class FieldSection {
  readonly #name: string;
  readonly #maxBytes: number;
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;
  #line = NOTHING;

  /**
   * @param name of the section, for messages
   * @param maxBytes limit of its length, including the empty line that ends it
   */
  constructor(name: string, maxBytes: number) {
    this.#name = name;
    this.#maxBytes = maxBytes;
  }

  /** Buffer of the collected bytes, valid up to `length`. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
    this.#line = NOTHING;
  }

  /** Copies up to the empty line and returns where that ends, or -1 if it has not arrived. @throws MalformedResponse */
  take(chunk: Buffer, from: number, end: number): number {
    const limit = Math.min(end, from + this.#maxBytes - this.#length);
    const stop = this.#emptyLineEnd(chunk, from, limit);
    const behind = stop < 0 ? limit : stop;
    this.#reserve(this.#length + behind - from);
    chunk.copy(this.#bytes, this.#length, from, behind);
    this.#length += behind - from;
    if (stop < 0 && this.#length === this.#maxBytes) {
      throw new MalformedResponse(`${this.#name} is longer than ${this.#maxBytes} bytes`);
    }
    return stop;
  }

  #emptyLineEnd(chunk: Buffer, from: number, end: number): number {
    let line = this.#line;
    for (let at = from; at < end; at++) {
      const byte = chunk[at];
      if (byte === LF) {
        if (line !== TEXT) return at + 1;
        line = NOTHING;
      } else {
        line = byte === CR && line === NOTHING ? CR_ALONE : TEXT;
      }
    }
    this.#line = line;
    return -1;
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.#bytes.length, FIRST_CAPACITY_BYTES));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
