/** Reads a response's head or trailers in place. */

import { CR, decimal, elementEnd, HTAB, LF, SP, tokenEnd, trimmedEnd, trimmedStart } from './field-bytes.ts';
import { FieldSection } from './field-section.ts';
import { MalformedResponse } from './parsed-response.ts';
import { fieldReaderOf, ResponseHead, readSetCookie } from './response-head.ts';

/** More bytes must arrive before the head or the fields can be read. */
const INCOMPLETE = -1;
/**
 * Errors: not a status line of HTTP/1; a field line without name and colon. Both can be detected before the section
 * is complete.
 */
const BAD_STATUS_LINE = -2;
export const BAD_FIELD_LINE = -3;

const COLON = 58;

/** Every response begins with this. The version's name is case-sensitive, unlike field names (RFC 9112, 2.3). */
const BEGINNING: Uint8Array = Buffer.from('HTTP/1.', 'latin1');
const SHORTEST_STATUS_LINE = 'HTTP/1.1 200\n'.length;

/**
 * Reads a head into `head`, and returns where the body begins, or a negative code. A line may end in a lone LF, and
 * the reason phrase may be missing together with the space before it (RFC 9112, 2.2 and 4).
 */
function readHead(bytes: Buffer, from: number, end: number, head: ResponseHead): number {
  if (end - from < SHORTEST_STATUS_LINE) return INCOMPLETE;
  for (let index = 0; index < BEGINNING.length; index++) {
    if (bytes[from + index] !== BEGINNING[index]) return BAD_STATUS_LINE;
  }
  const minorVersion = decimal(bytes, from + 7, from + 8);
  const status = decimal(bytes, from + 9, from + 12);
  const behind = bytes[from + 12];
  if (bytes[from + 8] !== SP || Number.isNaN(minorVersion) || !(status >= 100)) return BAD_STATUS_LINE;
  if (behind !== SP && behind !== CR && behind !== LF) return BAD_STATUS_LINE;
  const lineEnd = bytes.indexOf(LF, from + 12);
  if (lineEnd < 0 || lineEnd >= end) return INCOMPLETE;
  head.begin(status, minorVersion);
  return readFields(bytes, lineEnd + 1, end, head);
}

/**
 * Reads field lines up to the empty line, and stores the relevant ones in `head`; a null head, as for trailers,
 * stores none. A folded line belongs to the line before it (RFC 9112, 5.2). White space before the colon is skipped
 * (5.1).
 */
export function readFields(bytes: Buffer, from: number, end: number, head: ResponseHead | null): number {
  let at = from;
  while (at < end) {
    if (bytes[at] === LF) return at + 1;
    if (bytes[at] === CR && at + 1 === end) return INCOMPLETE;
    if (bytes[at] === CR && bytes[at + 1] === LF) return at + 2;
    const nameEnd = tokenEnd(bytes, at, end);
    let colon = nameEnd;
    while (colon < end && (bytes[colon] === SP || bytes[colon] === HTAB)) colon++;
    if (colon === end) return INCOMPLETE;
    if (bytes[colon] !== COLON || nameEnd === at) return BAD_FIELD_LINE;
    const lineEnd = fieldLineEnd(bytes, colon, end);
    if (lineEnd === INCOMPLETE) return INCOMPLETE;
    if (head !== null) readField(head, bytes, at, nameEnd, colon + 1, lineEnd);
    at = lineEnd + 1;
  }
  return INCOMPLETE;
}

/** Returns the LF that ends the field. Only the first byte of the next line shows whether it is folded. */
function fieldLineEnd(bytes: Buffer, from: number, end: number): number {
  let lineEnd = from;
  do {
    lineEnd = bytes.indexOf(LF, lineEnd + 1);
    if (lineEnd < 0 || lineEnd + 1 >= end) return INCOMPLETE;
  } while (bytes[lineEnd + 1] === SP || bytes[lineEnd + 1] === HTAB);
  return lineEnd;
}

function readField(
  head: ResponseHead,
  bytes: Buffer,
  name: number,
  nameEnd: number,
  value: number,
  valueEnd: number,
): void {
  const note = fieldReaderOf(bytes, name, nameEnd);
  if (note === null) return;
  for (let at = value; at <= valueEnd; ) {
    const stop = note === readSetCookie ? valueEnd : elementEnd(bytes, at, valueEnd);
    const from = trimmedStart(bytes, at, stop);
    note(head, bytes, from, trimmedEnd(bytes, from, stop));
    at = stop + 1;
  }
}

export class HeadReader {
  /** The head that was read last. */
  readonly head = new ResponseHead();
  /** Bytes of the head that was read last, if heads are kept. */
  bytes: Buffer | null = null;
  readonly #maxBytes: number;
  readonly #keeps: boolean;
  readonly #section: FieldSection;

  /** @param keeps whether to keep the bytes of each head */
  constructor(maxBytes: number, keeps = false) {
    this.#maxBytes = maxBytes;
    this.#keeps = keeps;
    this.#section = new FieldSection('the head', maxBytes);
  }

  clear(): void {
    this.#section.clear();
  }

  /**
   * Reads up to the final head. Returns where the body begins, or -1 if the head is incomplete.
   *
   * @throws MalformedResponse
   */
  read(chunk: Buffer, offset: number, end: number): number {
    let at = offset;
    do {
      at = this.#readOne(chunk, at, end);
      if (at < 0) return -1;
    } while (this.head.isInterim);
    return at;
  }

  /**
   * Reads the head in place if it is complete and valid. Otherwise it collects the pieces first, so that they are
   * checked as a whole.
   */
  #readOne(chunk: Buffer, from: number, end: number): number {
    const section = this.#section;
    if (section.length === 0) {
      const stop = readHead(chunk, from, Math.min(end, from + this.#maxBytes), this.head);
      if (stop >= 0) {
        if (this.#keeps) this.bytes = Buffer.from(chunk.subarray(from, stop));
        return stop;
      }
    }
    checkBeginning(chunk, from, end, section.length);
    const stop = section.take(chunk, from, end);
    if (stop < 0) return INCOMPLETE;
    const read = readHead(section.bytes, 0, section.length, this.head);
    if (read < 0) throw new MalformedResponse(read === BAD_STATUS_LINE ? BAD_STATUS : BAD_FIELD);
    if (this.#keeps) this.bytes = Buffer.from(section.bytes.subarray(0, section.length));
    section.clear();
    return stop;
  }
}

const BAD_STATUS = 'its first line is not a status line';
const BAD_FIELD = 'a line of its head is not a name, a colon and a value';

/** Reports at once that the server speaks another protocol, since the end of the head may never arrive. */
function checkBeginning(chunk: Buffer, from: number, end: number, alreadyRead: number): void {
  for (let at = from, index = alreadyRead; at < end && index < BEGINNING.length; at++, index++) {
    if (chunk[at] !== BEGINNING[index]) throw new MalformedResponse('it does not begin with "HTTP/1."');
  }
}
