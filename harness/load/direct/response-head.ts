/** The part of a response's head that decides how the body is framed and whether the connection persists. */

import { beginsWith, decimal, isWord, tokenEnd, word } from './field-bytes.ts';
import { MalformedResponse } from './parsed-response.ts';

const NONE: readonly string[] = [];

export type Framing = 'empty' | 'length' | 'chunked' | 'until-close';

/**
 * ResponseHead is reused for all heads of a parser. Faults in the framing fields are kept until the framing is
 * needed, since not every response needs them (RFC 9112, 6.3).
 */
export class ResponseHead {
  status = 0;
  minorVersion = 1;
  closes = false;
  keepsAlive = false;
  idleTimeoutMs: number | null = null;
  asksToRetry = false;
  /** Content codings in the order applied; empty if there are none. */
  readonly encodings: string[] = [];
  /** Values of `Set-Cookie`, in order; each head has its own list. */
  setCookies: readonly string[] = NONE;
  /** Value of Content-Length in bytes; -1 if there is none. */
  contentLength = -1;
  lengthFault: string | null = null;
  hasTransferCoding = false;
  /** Whether chunked is the last transfer coding. */
  isChunked = false;
  chunkings = 0;
  codingFault: string | null = null;

  begin(status: number, minorVersion: number): void {
    this.status = status;
    this.minorVersion = minorVersion;
    this.closes = false;
    this.keepsAlive = false;
    this.idleTimeoutMs = null;
    this.asksToRetry = false;
    if (this.encodings.length > 0) this.encodings.length = 0;
    this.setCookies = NONE;
    this.contentLength = -1;
    this.lengthFault = null;
    this.hasTransferCoding = false;
    this.isChunked = false;
    this.chunkings = 0;
    this.codingFault = null;
  }

  /** Whether a final response follows. 101 is final: the connection speaks another protocol behind it. */
  get isInterim(): boolean {
    return this.status < 200 && this.status !== 101;
  }

  /** framing returns how the body ends, by the order of RFC 9112, 6.3. @throws MalformedResponse */
  framing(isHead: boolean): Framing {
    const { status } = this;
    if (isHead || status === 204 || status === 304 || status < 200) return 'empty';
    if (this.hasTransferCoding) {
      if (this.codingFault !== null) throw new MalformedResponse(this.codingFault);
      return this.isChunked ? 'chunked' : 'until-close';
    }
    if (this.lengthFault !== null) throw new MalformedResponse(this.lengthFault);
    return this.contentLength < 0 ? 'until-close' : 'length';
  }

  /**
   * keepsConnection reports whether the connection may be used again. A transfer coding in HTTP/1.0 is not trusted (RFC
   * 9112, 6.1).
   */
  keepsConnection(framing: Framing): boolean {
    if (this.closes || framing === 'until-close' || this.status === 101) return false;
    return this.minorVersion > 0 || (this.keepsAlive && !this.hasTransferCoding);
  }
}

const CONNECTION = word('connection');
const CONTENT_LENGTH = word('content-length');
const CONTENT_ENCODING = word('content-encoding');
const TRANSFER_ENCODING = word('transfer-encoding');
const CHUNKED = word('chunked');
const CLOSE = word('close');
const KEEP_ALIVE = word('keep-alive');
const TIMEOUT = word('timeout=');
const RETRY_AFTER = word('retry-after');
const SET_COOKIE = word('set-cookie');

/** A line break inside a value stands for a space (RFC 9112, 5.2). */
const FOLD = /\r?\n[ \t]*/g;

/** The longest delay that a Node timer takes. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * FieldReader reads one element of a field's list into the head, or the whole value of a field that is no list. It
 * lies trimmed between `from` and `end`, and may be empty.
 */
type FieldReader = (head: ResponseHead, bytes: Buffer, from: number, end: number) => void;

const readConnection: FieldReader = (head, bytes, from, end) => {
  if (isWord(bytes, from, end, KEEP_ALIVE)) head.keepsAlive = true;
  else if (isWord(bytes, from, end, CLOSE)) head.closes = true;
};

const readKeepAlive: FieldReader = (head, bytes, from, end) => {
  if (!beginsWith(bytes, from, end, TIMEOUT)) return;
  const seconds = decimal(bytes, from + TIMEOUT.length, end);
  if (!Number.isNaN(seconds)) head.idleTimeoutMs = Math.min(seconds * 1000, LONGEST_MS);
};

const readRetryAfter: FieldReader = (head) => {
  head.asksToRetry = true;
};

/**
 * Content-Length is not a list. A list of equal numbers is accepted (RFC 9112, 6.3), since some proxies join fields
 * that way.
 */
const readContentLength: FieldReader = (head, bytes, from, end) => {
  const length = decimal(bytes, from, end);
  if (Number.isNaN(length)) {
    const shown = JSON.stringify(bytes.toString('latin1', from, Math.min(end, from + 40)));
    head.lengthFault ??= `Content-Length holds ${shown}, which is not a length`;
  } else if (head.contentLength >= 0 && head.contentLength !== length) {
    head.lengthFault ??= `Content-Length is given as ${head.contentLength} and as ${length}`;
  }
  head.contentLength = length;
};

/** Only notes the codings; none but chunked is decoded. */
const readTransferEncoding: FieldReader = (head, bytes, from, end) => {
  head.hasTransferCoding = true;
  if (from === end) return;
  const nameEnd = tokenEnd(bytes, from, end);
  head.isChunked = isWord(bytes, from, nameEnd, CHUNKED);
  if (!head.isChunked) return;
  if (nameEnd < end) head.codingFault ??= 'the chunked coding has parameters';
  if (++head.chunkings > 1) head.codingFault ??= 'the chunked coding is applied twice';
};

const readContentEncoding: FieldReader = (head, bytes, from, end) => {
  const coding = bytes.toString('latin1', from, end).toLowerCase();
  if (coding !== '' && coding !== 'identity') head.encodings.push(coding);
};

/** readSetCookie reads the only one of these fields whose commas do not separate: dates have them. */
export const readSetCookie: FieldReader = (head, bytes, from, end) => {
  const value = bytes.toString('latin1', from, end).replace(FOLD, ' ');
  head.setCookies = [...head.setCookies, value];
};

/** fieldReaderOf returns the reader for the field of this name, or null if the field does not matter. */
export function fieldReaderOf(bytes: Buffer, name: number, nameEnd: number): FieldReader | null {
  switch (nameEnd - name) {
    case 10:
      if (isWord(bytes, name, nameEnd, CONNECTION)) return readConnection;
      if (isWord(bytes, name, nameEnd, SET_COOKIE)) return readSetCookie;
      return isWord(bytes, name, nameEnd, KEEP_ALIVE) ? readKeepAlive : null;
    case 11:
      return isWord(bytes, name, nameEnd, RETRY_AFTER) ? readRetryAfter : null;
    case 14:
      return isWord(bytes, name, nameEnd, CONTENT_LENGTH) ? readContentLength : null;
    case 16:
      return isWord(bytes, name, nameEnd, CONTENT_ENCODING) ? readContentEncoding : null;
    case 17:
      return isWord(bytes, name, nameEnd, TRANSFER_ENCODING) ? readTransferEncoding : null;
    default:
      return null;
  }
}
