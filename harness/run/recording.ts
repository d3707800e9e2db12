/** A run on disk: its header, each trial as it ends, and finally the whole record. */

import { judgeRun } from '../judge/judge-run.ts';
import { Journal, type JournalLine, removeRecord, writeRecord } from '../records/journal.ts';
import type { Interruption, Profile, RunHeader, RunRecord, Trial } from '../records/run.ts';
import type { CutRun } from './cut-run.ts';
import type { Watch } from './events.ts';

export interface RunOutcome {
  readonly record: RunRecord;
  readonly folder: string;
  /** Whether `run.json` is on disk. If not, a notice said why. */
  readonly saved: boolean;
}

export class Recording {
  readonly trials: Trial[] = [];
  readonly interruptions: Interruption[] = [];
  readonly profiles: Profile[] = [];
  readonly #header: RunHeader;
  readonly #folder: string;
  readonly #journal: Journal;
  readonly #watch: Watch;

  private constructor(header: RunHeader, folder: string, journal: Journal, watch: Watch) {
    this.#header = header;
    this.#folder = folder;
    this.#journal = journal;
    this.#watch = watch;
  }

  /** @param folder exists, and belongs to this run alone */
  static async begin(header: RunHeader, folder: string, watch: Watch): Promise<Recording> {
    const recording = new Recording(header, folder, await Journal.create(folder), watch);
    // A run that was cut in its first trial has a record, and begins again.
    if (await recording.#keep(header)) await removeRecord(folder);
    return recording;
  }

  /** resume goes on with a run that was cut. Its partial record is removed: the journal holds more from now on. */
  static async resume(cut: CutRun, folder: string, watch: Watch): Promise<Recording> {
    const { header, trials, interruptions, cutAt, unwritten, journalLength } = cut;
    const recording = new Recording(header, folder, await Journal.reopen(folder, journalLength), watch);
    const resumedAt = new Date().toISOString();
    const interruption = { afterTrial: trials.at(-1)?.order ?? 0, cutAt, resumedAt };
    recording.trials.push(...trials);
    recording.interruptions.push(...interruptions, interruption);
    let isKept = true;
    for (const line of [...unwritten, { interruption }]) isKept = await recording.#keep(line);
    if (isKept) await removeRecord(folder);
    return recording;
  }

  async add(trial: Trial): Promise<void> {
    this.trials.push(trial);
    await this.#keep(trial);
  }

  /** record is the record as if the run ended now. */
  record(status: RunRecord['status'] = 'partial'): RunRecord {
    const { trials, interruptions, profiles } = this;
    const finishedAt = new Date().toISOString();
    return {
      ...this.#header,
      status,
      finishedAt,
      interruptions: [...interruptions],
      trials: [...trials],
      profiles: [...profiles],
      ...judgeRun(this.#header, trials, interruptions),
    };
  }

  async end(status: RunRecord['status']): Promise<RunOutcome> {
    await this.#journal.close();
    const record = this.record(status);
    return { record, folder: this.#folder, saved: await this.#save(record) };
  }

  /** A disk that is full for a while loses no trial: the journal keeps what it could not write, and tries again. */
  async #keep(line: JournalLine): Promise<boolean> {
    try {
      await this.#journal.append(line);
      return true;
    } catch (error) {
      const { message } = error as Error;
      this.#watch({ type: 'notice', text: `the journal cannot be written; the run continues: ${message}` });
      return false;
    }
  }

  async #save(record: RunRecord): Promise<boolean> {
    try {
      await writeRecord(this.#folder, record);
      return true;
    } catch (error) {
      const { message } = error as Error;
      const text = `the record cannot be written to ${this.#folder}: ${message}`;
      this.#watch({ type: 'notice', text });
      return false;
    }
  }
}
