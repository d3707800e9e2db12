/** Reads a run back: from `run.json`, or from the journal where a killed run left nothing else. */
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

/** What the trials of a run say together; a journal does not hold it. */
export type JudgeRun = (header: RunHeader, trials: readonly Trial[]) => RunWarning[];

/**
 * @param path a run's folder, its `run.json` or its `trials.jsonl`
 * @throws {RecordError} naming the file and the place where it is damaged, or the newer schema that wrote it
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

/** A trial of a cell that the run does not have could be shown nowhere. */
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

/** A killed harness may leave half a line behind: the last line alone may be damaged. */
function readJournal(text: string, file: string, judge: JudgeRun): RunRecord {
  const [first = '', ...rest] = text.split('\n');
  const header = check(runHeaderSchema, parse(first, `${file}, line 1`), `${file}, line 1`);
  const whole = rest.slice(0, -1); // what follows the last newline was never finished
  const trials = whole.map((line, index) => {
    const place = `${file}, line ${index + 2}`;
    return check(trialSchema, parse(line, place), place);
  });
  const { trialsPerCell, precision, warmupSeconds, durationSeconds } = header.plan;
  const last = trials.at(-1);
  const lastMs = (warmupSeconds + durationSeconds) * 1_000;
  return {
    ...header,
    // With a precision to reach nobody knows how many trials are all: only `run.json` says that they were.
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
    // The message quotes the file, whose lines are none of ours.
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
  throw new RecordError(`${place} is no run of cluster-bench: its schema is ${schema}`);
}
