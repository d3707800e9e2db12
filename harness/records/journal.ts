/** The journal of a run: a header, then one line per trial, each on disk before the next trial begins. */
import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunHeader, RunRecord, Trial } from './run.ts';

export const JOURNAL_FILE = 'trials.jsonl';
export const RECORD_FILE = 'run.json';

/**
 * Journal appends whole lines and syncs each, so that a killed run loses only the running trial. A line that cannot
 * be written (a full disk) is kept, and written with the next one.
 */
export class Journal {
  readonly #file: FileHandle;
  #pending = '';
  #length = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(folder: string): Promise<Journal> {
    return new Journal(await open(join(folder, JOURNAL_FILE), 'w'));
  }

  /** @throws if this line or an earlier one cannot be written */
  async append(line: RunHeader | Trial): Promise<void> {
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
