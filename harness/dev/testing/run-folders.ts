/** Folders of runs as `run` leaves them, for the history. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeRecord } from '../../records/journal.ts';
import type { RunRecord } from '../../records/run.ts';
import { namedRun } from './compared-runs.ts';

/** A run of `single` and `cluster-2-rr` on a day; its commit ends in the day. */
export function runOfDay(day: number, options: Parameters<typeof namedRun>[0] = {}): RunRecord {
  const { record } = namedRun({ day, trials: 3, ...options });
  return { ...record, git: { commit: String(day).padStart(40, 'c'), branch: 'main', dirty: false } };
}

/** Writes the record into a new folder of this name; returns its path. */
export async function writeRun(below: string, name: string, record: RunRecord): Promise<string> {
  const folder = join(below, name);
  await mkdir(folder, { recursive: true });
  await writeRecord(folder, record);
  return folder;
}
