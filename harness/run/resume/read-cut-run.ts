/** Reads a run that did not end from its folder. */
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../../config/usage-error.ts';
import { readRun } from '../../judge/judge-run.ts';
import { exists } from '../../records/find-runs.ts';
import { JOURNAL_FILE, RECORD_FILE } from '../../records/journal.ts';
import { readLines } from '../../records/read-journal.ts';
import { RecordError } from '../../records/record-error.ts';
import type { RunRecord } from '../../records/run.ts';
import type { CutRun } from '../cut-run.ts';
import { refuseLiveRun } from '../lock-run.ts';

/** runFolder is the folder of a run that a user names by it, or by one of its files. */
export function runFolder(path: string): string {
  return [JOURNAL_FILE, RECORD_FILE].includes(basename(path)) ? dirname(path) : path;
}

/**
 * readCutRun takes the finished trials from the journal, and from the record those that the journal lacks.
 *
 * @param folder absolute
 * @throws {UsageError} if the folder holds no run, one that is complete or still goes on, or one that is part of more
 * @throws {RecordError} with the line of the journal that is damaged
 */
export async function readCutRun(folder: string): Promise<CutRun> {
  const file = join(folder, JOURNAL_FILE);
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) throw new UsageError(await missing(folder));
  await refuseLiveRun(folder);
  if (!bytes.includes('\n')) {
    throw new UsageError(`the run in ${folder} was cut before its plan was recorded; start it again`);
  }
  const { header, trials, interruptions, length } = readLines(bytes, file);
  if (header.pairing !== null) {
    throw new UsageError(
      `${folder} is one side of a comparison by ab, whose trials alternate between two versions; start ab again`,
    );
  }
  if (header.isNight) {
    throw new UsageError(`${folder} is the run of a night, which is judged as a whole; start nightly again`);
  }
  const record = await recordIn(folder);
  if (record?.status === 'complete') throw new UsageError(completeText(folder));
  const unwritten = record === null ? [] : record.trials.slice(trials.length);
  return {
    header,
    trials: [...trials, ...unwritten],
    interruptions,
    cutAt: record?.finishedAt ?? null,
    unwritten,
    journalLength: length,
    journalSize: bytes.length,
  };
}

/** completeText is the refusal of a run that is done. */
function completeText(folder: string): string {
  return `the run in ${folder} is complete; cluster-bench report ${folder} writes its report again`;
}

/** The partial record of a run that was interrupted; null if the harness was killed before it wrote one. */
async function recordIn(folder: string): Promise<RunRecord | null> {
  const file = join(folder, RECORD_FILE);
  if (!(await exists(file))) return null;
  try {
    return await readRun(file);
  } catch (error) {
    // The journal has everything that the record has.
    if (error instanceof RecordError) return null;
    throw error;
  }
}

async function missing(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  if (found === null) return `there is no run at ${folder}`;
  if (await exists(join(folder, RECORD_FILE))) {
    return `${folder} has a ${RECORD_FILE} but no journal (${JOURNAL_FILE}), which a run needs to go on`;
  }
  for (const side of ['base', 'head']) {
    if (await exists(join(folder, side, JOURNAL_FILE))) {
      return `${folder} is a comparison by ab, whose trials alternate between two versions; start ab again`;
    }
  }
  return `${folder} holds no run: ${JOURNAL_FILE} is not in it`;
}
