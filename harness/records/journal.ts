/** The journal of a run: its header, then a line for every trial, each on disk before the next trial begins. */
import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunHeader, RunRecord, Trial } from './run.ts';

export const JOURNAL_FILE = 'trials.jsonl';
export const RECORD_FILE = 'run.json';

/**
 * Appends whole lines alone, and syncs them: a killed run loses the running trial and nothing else. A line that
 * cannot be written (a full disk) is kept, and tried again with the next one.
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

  /** @throws when this line, or an earlier one, cannot be written yet */
  async append(line: RunHeader | Trial): Promise<void> {
    this.#pending += `${JSON.stringify(line)}\n`;
    const bytes = Buffer.from(this.#pending);
    try {
      // Always at the end of the last whole line: what a failed write left behind is written over.
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

/** Writes `run.json` whole or not at all. */
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
