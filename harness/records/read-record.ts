/** Reads a run from `run.json`, or from the journal if the run was killed before it wrote one. */
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { JOURNAL_FILE, RECORD_FILE } from './journal.ts';
import { RecordError } from './record-error.ts';
import {
  RUN_SCHEMA,
  type RunHeader,
  type RunRecord,
  type RunWarning,
  runHeaderSchema,
  runRecordSchema,
  type Trial,
  trialSchema,
} from './run.ts';

/** JudgeRun derives the warnings about a run's trials together, which a journal does not hold. */
export type JudgeRun = (header: RunHeader, trials: readonly Trial[]) => RunWarning[];

/**
 * readRecord reads and checks one run.
 *
 * @param path a run's folder, its `run.json` or its `trials.jsonl`
 * @throws {RecordError} naming the file and the place of the damage, or the newer schema
 */
export async function readRecord(path: string, judge: JudgeRun): Promise<RunRecord> {
  const file = await recordFile(path);
  const text = await readFile(file, 'utf8');
  const record =
    basename(file) === JOURNAL_FILE
      ? readJournal(text, file, judge)
      : check(runRecordSchema, parse(text, file), file);
  refuseUnknownCells(record, file);
  return record;
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

/** readJournal ignores an incomplete last line, which a killed harness may leave. */
function readJournal(text: string, file: string, judge: JudgeRun): RunRecord {
  const [first = '', ...rest] = text.split('\n');
  const header = check(runHeaderSchema, parse(first, `${file}, line 1`), `${file}, line 1`);
  const whole = rest.slice(0, -1); // the text after the last newline is incomplete
  const trials = whole.map((line, index) => {
    const place = `${file}, line ${index + 2}`;
    return check(trialSchema, parse(line, place), place);
  });
  const { trialsPerCell, precision, warmupSeconds, durationSeconds } = header.plan;
  const last = trials.at(-1);
  const lastMs = (warmupSeconds + durationSeconds) * 1_000;
  return {
    ...header,
    // The number of trials is not known in advance if a precision is set: only `run.json` says that they are
    // complete.
    status:
      precision === null && trials.length === header.cells.length * trialsPerCell ? 'complete' : 'partial',
    finishedAt: last ? new Date(Date.parse(last.startedAt) + lastMs).toISOString() : header.startedAt,
    trials,
    warnings: judge(header, trials),
  };
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The message quotes the file, line breaks included. Keep ours on one line.
    const reason = (error as Error).message.replace(/\s+/g, ' ');
    throw new RecordError(`${place} is damaged: ${reason}`, { cause: error });
  }
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown, place: string): z.infer<Schema> {
  refuseOtherSchema(value, place);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : `${path}${path && '.'}${String(key)}`),
    '',
  );
  throw new RecordError(`${place} is damaged at ${where || 'its top'}: ${issue?.message}`);
}

function refuseOtherSchema(value: unknown, place: string): void {
  const schema = (value as { schema?: unknown } | null)?.schema;
  if (typeof schema !== 'string' || schema === RUN_SCHEMA) return;
  if (schema.startsWith('cluster-bench/run@')) {
    throw new RecordError(
      `${place} was written by another version of cluster-bench: its schema is ${schema}, this one reads ${RUN_SCHEMA}`,
    );
  }
  throw new RecordError(`${place} is not a run of cluster-bench: its schema is ${schema}`);
}
