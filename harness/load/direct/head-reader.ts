/** Reads the heads of one answer, interim ones and the final one, however they are cut. */
import { FieldSection } from './field-section.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import { BAD_STATUS_LINE, BEGINNING, INCOMPLETE, readHead } from './read-head.ts';
import { ResponseHead } from './response-head.ts';

export class HeadReader {
  /** The last one that was read. */
  readonly head = new ResponseHead();
  readonly #maxBytes: number;
  readonly #section: FieldSection;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#section = new FieldSection('the head', maxBytes);
  }

  clear(): void {
    this.#section.clear();
  }

  /** Reads up to the final head; returns where the body begins, -1 where it has not come. @throws MalformedAnswer */
  read(chunk: Buffer, offset: number, end: number): number {
    let at = offset;
    do {
      at = this.#readOne(chunk, at, end);
      if (at < 0) return -1;
    } while (this.head.isInterim);
    return at;
  }

  /** In place where it is whole and right; else it is gathered first, so that its pieces are judged as the whole is. */
  #readOne(chunk: Buffer, from: number, end: number): number {
    const section = this.#section;
    if (section.length === 0) {
      const stop = readHead(chunk, from, Math.min(end, from + this.#maxBytes), this.head);
      if (stop >= 0) return stop;
    }
    checkBeginning(chunk, from, end, section.length);
    const stop = section.take(chunk, from, end);
    if (stop < 0) return INCOMPLETE;
    const read = readHead(section.bytes, 0, section.length, this.head);
    if (read < 0) throw new MalformedAnswer(read === BAD_STATUS_LINE ? BAD_STATUS : BAD_FIELD);
    section.clear();
    return stop;
  }
}

const BAD_STATUS = 'its first line is not a status line';
const BAD_FIELD = 'a line of its head is not a name, a colon and a value';

/** Tells at once, not at the end of a head that may never come, that the server speaks something else. */
function checkBeginning(chunk: Buffer, from: number, end: number, alreadyRead: number): void {
  for (let at = from, index = alreadyRead; at < end && index < BEGINNING.length; at++, index++) {
    if (chunk[at] !== BEGINNING[index]) throw new MalformedAnswer('it does not begin with "HTTP/1."');
  }
}
