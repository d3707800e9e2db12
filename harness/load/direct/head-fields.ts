/** What a response's head says of its framing and its connection, noted field by field. */
import {
  beginsWith,
  decimal,
  elementEnd,
  isWord,
  tokenEnd,
  trimmedEnd,
  trimmedStart,
  word,
} from './field-bytes.ts';
import { MalformedAnswer } from './malformed-answer.ts';

const CHUNKED = word('chunked');
const CLOSE = word('close');
const KEEP_ALIVE = word('keep-alive');
const TIMEOUT = word('timeout=');

/** The longest time that a timer of Node takes. */
const LONGEST_MS = 2 ** 31 - 1;

export type Framing = 'none' | 'length' | 'chunked' | 'until-close';

/**
 * One object for all heads of a parser. Faults of the framing fields are kept until the framing is asked for,
 * since not every answer needs them (RFC 9112, 6.3).
 */
export class ResponseHead {
  status = 0;
  minorVersion = 1;
  closes = false;
  keepsAlive = false;
  idleTimeoutMs: number | null = null;
  /** Of the content, in bytes; -1 where there is none. */
  contentLength = -1;
  lengthFault: string | null = null;
  hasTransferCoding = false;
  /** Whether chunked is the last coding. */
  isChunked = false;
  chunkings = 0;
  codingFault: string | null = null;

  begin(status: number, minorVersion: number): void {
    this.status = status;
    this.minorVersion = minorVersion;
    this.closes = false;
    this.keepsAlive = false;
    this.idleTimeoutMs = null;
    this.contentLength = -1;
    this.lengthFault = null;
    this.hasTransferCoding = false;
    this.isChunked = false;
    this.chunkings = 0;
    this.codingFault = null;
  }

  /** Whether a final response follows; 101 is final, for the connection speaks another protocol behind it. */
  get isInterim(): boolean {
    return this.status < 200 && this.status !== 101;
  }

  /** How the body ends, in the order of RFC 9112, 6.3. @throws MalformedAnswer */
  framing(isHead: boolean): Framing {
    const { status } = this;
    if (isHead || status === 204 || status === 304 || status < 200) return 'none';
    if (this.hasTransferCoding) {
      if (this.codingFault !== null) throw new MalformedAnswer(this.codingFault);
      return this.isChunked ? 'chunked' : 'until-close';
    }
    if (this.lengthFault !== null) throw new MalformedAnswer(this.lengthFault);
    return this.contentLength < 0 ? 'until-close' : 'length';
  }

  /** Whether the connection may be used again; the framing of a coding in HTTP/1.0 is not trusted (RFC 9112, 6.1). */
  keepsConnection(framing: Framing): boolean {
    if (this.closes || framing === 'until-close' || this.status === 101) return false;
    return this.minorVersion > 0 || (this.keepsAlive && !this.hasTransferCoding);
  }
}

/** Writes a field's value, which lies trimmed between `from` and `end`, into the head. */
type Note = (head: ResponseHead, bytes: Buffer, from: number, end: number) => void;

export const noteConnection: Note = (head, bytes, from, end) => {
  for (let at = from; at < end; ) {
    const stop = elementEnd(bytes, at, end);
    const start = trimmedStart(bytes, at, stop);
    const behind = trimmedEnd(bytes, start, stop);
    if (isWord(bytes, start, behind, KEEP_ALIVE)) head.keepsAlive = true;
    else if (isWord(bytes, start, behind, CLOSE)) head.closes = true;
    at = stop + 1;
  }
};

export const noteKeepAlive: Note = (head, bytes, from, end) => {
  for (let at = from; at < end; ) {
    const stop = elementEnd(bytes, at, end);
    const start = trimmedStart(bytes, at, stop);
    if (beginsWith(bytes, start, stop, TIMEOUT)) {
      const seconds = decimal(bytes, start + TIMEOUT.length, trimmedEnd(bytes, start, stop));
      if (!Number.isNaN(seconds)) head.idleTimeoutMs = Math.min(seconds * 1000, LONGEST_MS);
    }
    at = stop + 1;
  }
};

/** A list is taken where its members are one and the same number (RFC 9112, 6.3): some proxies join fields so. */
export const noteContentLength: Note = (head, bytes, from, end) => {
  let at = from;
  do {
    const stop = elementEnd(bytes, at, end);
    const start = trimmedStart(bytes, at, stop);
    const length = decimal(bytes, start, trimmedEnd(bytes, start, stop));
    if (Number.isNaN(length)) {
      head.lengthFault ??= `Content-Length is ${JSON.stringify(bytes.toString('latin1', from, Math.min(end, from + 40)))}, which is no length`;
    } else if (head.contentLength >= 0 && head.contentLength !== length) {
      head.lengthFault ??= `Content-Length is given as ${head.contentLength} and as ${length}`;
    }
    head.contentLength = length;
    at = stop + 1;
  } while (at <= end);
};

/** Codings other than chunked are not decoded, and behind the last of them the body ends with the connection. */
export const noteTransferEncoding: Note = (head, bytes, from, end) => {
  head.hasTransferCoding = true;
  for (let at = from; at < end; ) {
    const stop = elementEnd(bytes, at, end);
    const start = trimmedStart(bytes, at, stop);
    const behind = trimmedEnd(bytes, start, stop);
    if (start < behind) {
      const nameEnd = tokenEnd(bytes, start, behind);
      head.isChunked = isWord(bytes, start, nameEnd, CHUNKED);
      if (head.isChunked && nameEnd < behind) head.codingFault ??= 'the chunked coding has parameters';
      if (head.isChunked && ++head.chunkings > 1) head.codingFault ??= 'the chunked coding is applied twice';
    }
    at = stop + 1;
  }
};
