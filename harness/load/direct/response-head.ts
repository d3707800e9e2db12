/** What a response's head says of its body's framing and of its connection. */
import { MalformedAnswer } from './malformed-answer.ts';

export type Framing = 'empty' | 'length' | 'chunked' | 'until-close';

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
  /** Content codings, the last one applied last; empty where there is none. */
  readonly encodings: string[] = [];
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
    if (this.encodings.length > 0) this.encodings.length = 0;
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
    if (isHead || status === 204 || status === 304 || status < 200) return 'empty';
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
