import { type FoundRun, findRecords } from '../records/find-runs.ts';
import { readRecord } from '../records/read-record.ts';
import type { RunRecord } from '../records/run.ts';
import { judgeRun } from './judge-run.ts';

/** A run from its folder, `run.json` or journal; one that was killed is judged by the trials that it had. @throws {RecordError} */
export function readRun(path: string): Promise<RunRecord> {
  return readRecord(path, judgeRun);
}

/** The runs that paths and patterns name, judged likewise. @throws {RecordError} */
export function findRuns(words: readonly string[], cwd: string): Promise<FoundRun[]> {
  return findRecords(words, cwd, readRun);
}
