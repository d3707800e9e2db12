/** The history of a folder: the lines of `history.jsonl`, and the runs that are not in it yet. */
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readRun } from '../judge/judge-run.ts';
import type { Damage, Summary } from '../records/history.ts';
import { RecordError } from '../records/record-error.ts';
import { unknownMetricIn } from '../stats/metrics/index.ts';
import { HISTORY_FILE, HistoryAppender, type HistoryLines, readHistoryFile } from './history-file.ts';
import { type FoundFolder, runFolders } from './run-folders.ts';
import { summarized } from './summary.ts';

export interface UpdatedHistory {
  /** Every run that was ever found, also deleted ones; oldest first. */
  readonly summaries: readonly Summary[];
  /** How many of them are new. */
  readonly added: number;
  /** Lines and runs that could not be read; they do not affect others. */
  readonly damaged: readonly Damage[];
  /** Path of `history.jsonl`. */
  readonly file: string;
  /** Size after the update. */
  readonly bytes: number;
}

/**
 * Appends new runs of the folder to its `history.jsonl`. Runs that are already in it are not read again, unless
 * they were incomplete. Can be interrupted at any time, and run twice at the same time.
 *
 * @throws Error of the file system if the folder cannot be read or the file cannot be written
 */
export async function updateHistory(folder: string): Promise<UpdatedHistory> {
  const file = join(folder, HISTORY_FILE);
  const held = await readHistoryFile(file);
  const damaged = [...held.damaged];
  const passOver = (path: string, error: Error) => {
    damaged.push({
      place: relative(folder, path) || '.',
      reason: error.message.replaceAll(join(path, '/'), ''),
    });
  };
  let added = 0;
  await using appender = new HistoryAppender(file);
  for (const run of runFolders(folder, passOver)) {
    const summary = await newSummary(run, held).catch((error) => {
      if (!isOfTheRun(error)) throw error;
      passOver(run.folder, error);
      return null;
    });
    if (summary === null) continue;
    await appender.append(summary);
    added++;
  }
  // Read again, to include lines that another process added in the meantime.
  const { summaries, bytes } = added > 0 ? await readHistoryFile(file) : held;
  const oldestFirst = [...summaries.values()].sort(
    (a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt),
  );
  return { summaries: oldestFirst, added, damaged, file, bytes };
}

/** null if the run is already in the history, has no trial yet, or is one of a pair. */
async function newSummary(
  { folder, head }: FoundFolder,
  { summaries }: HistoryLines,
): Promise<Summary | null> {
  if (head === 'not begun' || head?.isPaired) return null;
  const held = head ? summaries.get(head.id) : undefined;
  if (held?.status === 'complete') return null;
  const record = await readRun(folder);
  if (record.pairing !== null || record.trials.length === 0) return null;
  // The run is read again next time, perhaps by a version that knows its metric.
  const fault = unknownMetricIn(record.plan.scenarios);
  if (fault) throw new RecordError(fault);
  const summary = summarized(record);
  return isDeepStrictEqual(summaries.get(summary.id), summary) ? null : summary;
}

/** Whether the error concerns one run: damaged, of another version, deleted in the meantime, or not readable. */
function isOfTheRun(error: unknown): boolean {
  return (
    error instanceof RecordError || ['EACCES', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')
  );
}
