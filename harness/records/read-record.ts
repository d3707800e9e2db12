/** Reads a run from `run.json`, or from the journal if the run was killed before it wrote one. */
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { check, parse } from './check.ts';
import { endOfTrial } from './end-of-trial.ts';
import { JOURNAL_FILE, RECORD_FILE } from './journal.ts';
import { type JournalLines, readLines } from './read-journal.ts';
import { RecordError } from './record-error.ts';
import { type Interruption, type RunHeader, type RunRecord, runRecordSchema, type Trial } from './run.ts';

/** JudgeRun derives what a record says of a run's trials together, which a journal does not hold. */
export type JudgeRun = (
  header: RunHeader,
  trials: readonly Trial[],
  interruptions: readonly Interruption[],
) => Pick<RunRecord, 'warnings' | 'gates'>;

/**
 * readRecord reads and checks one run.
 *
 * @param path a run's folder, its `run.json` or its `trials.jsonl`
 * @throws {RecordError} naming the file and the place of the damage, or the newer schema
 */
export async function readRecord(path: string, judge: JudgeRun): Promise<RunRecord> {
  const file = await recordFile(path);
  const bytes = await readFile(file);
  const record =
    basename(file) === JOURNAL_FILE
      ? recordOf(readLines(bytes, file), judge)
      : check(runRecordSchema, parse(bytes.toString(), file), file);
  refuseUnknownCells(record, file);
  return record;
}

/** checkRecord checks a record that is no file. @param name of it, for messages @throws {RecordError} */
export function checkRecord(record: unknown, name: string): RunRecord {
  const checked = check(runRecordSchema, record, name);
  refuseUnknownCells(checked, name);
  return checked;
}

/** refuseUnknownCells rejects trials of a cell that the run does not have: no table has a place for them. */
function refuseUnknownCells({ cells, trials }: RunRecord, file: string): void {
  const ids = new Set(cells.map(({ id }) => id));
  const lost = trials.findIndex(({ cell }) => !ids.has(cell));
  if (lost < 0) return;
  throw new RecordError(`${file} is damaged at trials[${lost}].cell: the run has no such cell`);
}

async function recordFile(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new RecordError(`there is no run at ${path}`);
  if (!found.isDirectory()) return path;
  for (const name of [RECORD_FILE, JOURNAL_FILE]) {
    if (await stat(join(path, name)).catch(() => null)) return join(path, name);
  }
  throw new RecordError(`${path} holds no run: neither ${RECORD_FILE} nor ${JOURNAL_FILE} is in it`);
}

/** recordOf makes a record of a journal, as if the run ended with its last line. */
function recordOf({ header, trials, interruptions }: JournalLines, judge: JudgeRun): RunRecord {
  const { trialsPerCell, precision } = header.plan;
  return {
    ...header,
    // The number of trials is not known in advance if a precision is set: only `run.json` says that they are
    // complete.
    status:
      precision === null && trials.length === header.cells.length * trialsPerCell ? 'complete' : 'partial',
    finishedAt: lastSignOf(header, trials, interruptions),
    interruptions,
    trials,
    // They come after the trials, and are in `run.json` alone.
    profiles: [],
    ...judge(header, trials, interruptions),
  };
}

/** lastSignOf is the end of the last trial, or when the run went on if no trial ended since. */
function lastSignOf(
  header: RunHeader,
  trials: readonly Trial[],
  interruptions: readonly Interruption[],
): string {
  const last = trials.at(-1);
  const ended = last ? endOfTrial(last, header.plan) : header.startedAt;
  const resumed = interruptions.at(-1)?.resumedAt ?? ended;
  return Date.parse(resumed) > Date.parse(ended) ? resumed : ended;
}
