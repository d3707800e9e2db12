import type { RunRecord } from './records.ts';

/**
 * readRun reads a run from its folder, `run.json` or `trials.jsonl`. The record of a run that was killed has the trials
 * that it finished.
 *
 * @param path relative to the working directory
 * @throws {RecordError} naming what is missing, the place of a damage, or the other version that wrote it
 */
export async function readRun(path: string): Promise<RunRecord> {
  const { readRun: read } = await import('../judge/judge-run.ts');
  return read(path);
}
