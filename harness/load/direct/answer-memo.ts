/** What parsers that ask the same of one server share: its last answer, which the next one most often repeats. */
import type { Answer } from './answer.ts';

/** Longer ones are read in full, which costs little beside receiving them. */
const LONGEST_BYTES = 4096;

export class AnswerMemo {
  readonly #bytes = Buffer.alloc(LONGEST_BYTES);
  #length = 0;
  #isHead = false;
  #answer: Answer | null = null;
  #body: Buffer | null = null;

  /** The body of the last answer, null before the first; never written to again. */
  get body(): Buffer | null {
    return this.#body;
  }

  /** Length in bytes of the answer that `recall` returned. */
  get length(): number {
    return this.#length;
  }

  /** The last answer where the same bytes begin at `from`: reading them again could tell nothing else. */
  recall(chunk: Buffer, from: number, end: number, isHead: boolean): Answer | null {
    const length = this.#length;
    if (length === 0 || end - from < length || isHead !== this.#isHead) return null;
    return chunk.compare(this.#bytes, 0, length, from, from + length) === 0 ? this.#answer : null;
  }

  /** Notes an answer that came in pieces, or that the connection's end ended. */
  noteBody(body: Buffer): void {
    if (body === this.#body) return;
    this.#body = body;
    this.#length = 0;
  }

  /** Notes an answer that these bytes alone gave. */
  note(answer: Answer, chunk: Buffer, from: number, end: number, isHead: boolean): void {
    this.noteBody(answer.body);
    if (end - from > LONGEST_BYTES) return;
    chunk.copy(this.#bytes, 0, from, end);
    this.#length = end - from;
    this.#isHead = isHead;
    this.#answer = answer;
  }
}
