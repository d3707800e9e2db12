/**
 * The journal of a run: a header, then one line per trial, each on disk before the next trial begins. Where a run was
 * cut and went on, a line of its own says so.
 */
import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Interruption, RunHeader, RunRecord, Trial } from './run.ts';

export const JOURNAL_FILE = 'trials.jsonl';
export const RECORD_FILE = 'run.json';

/** A line of the journal. */
export type JournalLine = RunHeader | Trial | { readonly interruption: Interruption };

/**
 * Journal appends whole lines and syncs each, so that a killed run loses only the running trial. A line that cannot
 * be written (a full disk) is kept, and written with the next one.
 */
export class Journal {
  readonly #file: FileHandle;
  #pending = '';
  /** Bytes of whole lines. */
  #length: number;

  private constructor(file: FileHandle, length = 0) {
    this.#file = file;
    this.#length = length;
  }

  static async create(folder: string): Promise<Journal> {
    return new Journal(await open(join(folder, JOURNAL_FILE), 'w'));
  }

  /**
   * reopen appends to a journal after its last whole line. What follows that line is the remains of a write that the
   * end of the harness cut.
   * @param length bytes of its whole lines
   */
  static async reopen(folder: string, length: number): Promise<Journal> {
    const file = await open(join(folder, JOURNAL_FILE), 'r+');
    await file.truncate(length);
    return new Journal(file, length);
  }

  /** @throws if this line or an earlier one cannot be written */
  async append(line: JournalLine): Promise<void> {
    this.#pending += `${JSON.stringify(line)}\n`;
    const bytes = Buffer.from(this.#pending);
    try {
      // Write at the end of the last whole line, over the remains of a failed write.
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.#file.write(
          bytes,
          done,
          bytes.length - done,
          this.#length + done,
        );
        done += bytesWritten;
      }
      await this.#file.sync();
    } catch (error) {
      await this.#file.truncate(this.#length).catch(() => {});
      throw error;
    }
    this.#length += bytes.length;
    this.#pending = '';
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** removeRecord leaves the journal alone. */
export async function removeRecord(folder: string): Promise<void> {
  await rm(join(folder, RECORD_FILE), { force: true }).catch(() => {});
}

/** writeRecord writes `run.json` whole or not at all. */
export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  const temporary = join(folder, `.${RECORD_FILE}.${process.pid}`);
  try {
    await writeFile(temporary, `${JSON.stringify(record, undefined, 1)}\n`, { flush: true });
    await rename(temporary, join(folder, RECORD_FILE));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}
