/** Reads the chunked coding (RFC 9112, 7.1) as it arrives: sizes, extensions (skipped), data and trailers. */

import type { BodyReader } from './body-reader.ts';
import { CR, HTAB, LF, SP } from './field-bytes.ts';
import { FieldSection } from './field-section.ts';
import { MalformedResponse } from './parsed-response.ts';
import { BAD_FIELD_LINE, readFields } from './read-head.ts';

const SEMICOLON = 59;

/** States: what comes next. */
const FIRST_DIGIT = 0;
const SIZE = 1;
const SPACE_BEHIND_SIZE = 2;
const EXTENSION = 3;
const LF_OF_SIZE = 4;
const DATA = 5;
const CR_OF_DATA = 6;
const LF_OF_DATA = 7;
const TRAILERS = 8;
const END = 9;

export class ChunkedCoding {
  readonly #maxLineBytes: number;
  readonly #trailers: FieldSection;
  #state = FIRST_DIGIT;
  #lineBytes = 0;
  /** The chunk's size while it is read, then the bytes of the chunk that are still to come. */
  #bytesLeft = 0;

  constructor(maxSectionBytes: number) {
    this.#maxLineBytes = maxSectionBytes;
    this.#trailers = new FieldSection('the trailer section', maxSectionBytes);
  }

  begin(): void {
    this.#state = FIRST_DIGIT;
    this.#lineBytes = 0;
    this.#bytesLeft = 0;
    this.#trailers.clear();
  }

  get isWhole(): boolean {
    return this.#state === END;
  }

  /** Adds the data to `body` and returns where it stopped: at `end`, or behind the body. @throws MalformedResponse */
  read(chunk: Buffer, from: number, end: number, body: BodyReader): number {
    let at = from;
    while (at < end && this.#state !== END) {
      if (this.#state === DATA) at = this.#readData(chunk, at, end, body);
      else if (this.#state === TRAILERS) at = this.#readTrailers(chunk, at, end);
      else this.#readByte(chunk[at++] ?? 0, body);
    }
    return at;
  }

  #readData(chunk: Buffer, from: number, end: number, body: BodyReader): number {
    const stop = Math.min(end, from + this.#bytesLeft);
    body.add(chunk, from, stop);
    this.#bytesLeft -= stop - from;
    if (this.#bytesLeft === 0) this.#state = CR_OF_DATA;
    return stop;
  }

  #readTrailers(chunk: Buffer, from: number, end: number): number {
    const areNone =
      this.#trailers.length === 0 && from + 1 < end && chunk[from] === CR && chunk[from + 1] === LF;
    if (areNone) {
      this.#state = END;
      return from + 2;
    }
    const stop = this.#trailers.take(chunk, from, end);
    if (stop < 0) return end;
    const { bytes, length } = this.#trailers;
    if (readFields(bytes, 0, length, null) === BAD_FIELD_LINE) {
      throw new MalformedResponse('a line of the trailer section is not a name, a colon and a value');
    }
    this.#state = END;
    return stop;
  }

  /**
   * Reads a byte of a size line. It must end in CR LF: the permission to accept a lone LF is for field lines (RFC
   * 9112, 2.2).
   */
  #readByte(byte: number, body: BodyReader): void {
    switch (this.#state) {
      case CR_OF_DATA:
        this.#expect(byte, CR, LF_OF_DATA, 'a chunk is not of the announced size');
        return;
      case LF_OF_DATA:
        this.#expect(byte, LF, FIRST_DIGIT, 'a chunk is not of the announced size');
        this.#lineBytes = 0;
        return;
      case LF_OF_SIZE:
        this.#expect(
          byte,
          LF,
          this.#bytesLeft === 0 ? TRAILERS : DATA,
          'a chunk’s size does not end in CR LF',
        );
        return;
    }
    if (++this.#lineBytes > this.#maxLineBytes) {
      throw new MalformedResponse(
        `a chunk’s size and extensions are longer than ${this.#maxLineBytes} bytes`,
      );
    }
    this.#readSizeLine(byte, body);
  }

  #readSizeLine(byte: number, body: BodyReader): void {
    const digit = this.#state <= SIZE ? hexDigit(byte) : -1;
    if (digit >= 0) {
      this.#bytesLeft = this.#bytesLeft * 16 + digit;
      body.checkRoomFor(this.#bytesLeft);
      this.#state = SIZE;
    } else if (this.#state === FIRST_DIGIT)
      throw new MalformedResponse('a chunk does not begin with its size');
    else if (byte === CR) this.#state = LF_OF_SIZE;
    else if (this.#state === EXTENSION) {
      if (byte === LF) throw new MalformedResponse('a chunk’s size does not end in CR LF');
    } else if (byte === SEMICOLON) this.#state = EXTENSION;
    else if (byte === SP || byte === HTAB) this.#state = SPACE_BEHIND_SIZE;
    else throw new MalformedResponse('a chunk’s size has a character that is not a hexadecimal digit');
  }

  #expect(byte: number, expected: number, next: number, fault: string): void {
    if (byte !== expected) throw new MalformedResponse(fault);
    this.#state = next;
  }
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
