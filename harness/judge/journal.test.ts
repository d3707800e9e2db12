import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exampleRecord } from '../../reports/testing/example-record.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { JOURNAL_FILE, Journal, RECORD_FILE, writeRecord } from '../records/journal.ts';
import { RecordError } from '../records/record-error.ts';
import { runHeaderSchema, type Trial } from '../records/run.ts';
import { readRun } from './judge-run.ts';

const record = exampleRecord();
const header = runHeaderSchema.parse(record);

async function writeJournal(folder: string, trials: readonly Trial[] = record.trials): Promise<void> {
  const journal = await Journal.create(folder);
  for (const line of [header, ...trials]) await journal.append(line);
  await journal.close();
}

function refusal(path: string): Promise<string> {
  return readRun(path).then(
    () => assert.fail('it was read'),
    (error) => {
      assert.ok(error instanceof RecordError, String(error));
      return error.message;
    },
  );
}

test('a record is read back as it was written, and no temporary file is left', async (context) => {
  const folder = temporaryFolder(context);
  await writeRecord(folder, record);
  assert.deepEqual(await readRun(folder), record);
  assert.deepEqual(await readRun(join(folder, RECORD_FILE)), record);
  assert.deepEqual(readdirSync(folder), [RECORD_FILE]);
});

test('the journal alone gives the finished trials, and whether the run is complete', async (context) => {
  const folder = temporaryFolder(context);
  await writeJournal(folder);
  const read = await readRun(folder);
  assert.equal(read.status, 'complete');
  assert.deepEqual(read.trials, record.trials);
  assert.ok(read.finishedAt > (read.trials.at(-1)?.startedAt ?? ''));

  const file = join(folder, JOURNAL_FILE);
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, lines.toSpliced(-2, 1).join('\n'));
  const partial = await readRun(folder);
  assert.equal(partial.status, 'partial');
  assert.equal(partial.trials.length, record.trials.length - 1);
});

test('a journal’s trials are judged together when it is read', async (context) => {
  const folder = temporaryFolder(context);
  const { trials } = exampleRecord({
    alter: (trial) => ({ ...trial, load: { ...trial.load, throughput: 1_000 * trial.trial } }),
  });
  await writeJournal(folder, trials);
  const read = await readRun(folder);
  const warnings = read.warnings.filter(({ cell }) => cell !== null);
  assert.deepEqual(
    warnings.flatMap(({ cell }) => cell ?? []),
    header.cells.map(({ id }) => id),
  );
  assert.ok(warnings.every(({ code }) => code === 'trials-disagree'));
});

test('an incomplete last line, as a kill leaves it, is ignored', async (context) => {
  const folder = temporaryFolder(context);
  await writeJournal(folder);
  appendFileSync(join(folder, JOURNAL_FILE), '{"cell":"single","sta');
  assert.equal((await readRun(folder)).trials.length, record.trials.length);
});

test('an error names a damaged line within the journal', async (context) => {
  const folder = temporaryFolder(context);
  await writeJournal(folder);
  const file = join(folder, JOURNAL_FILE);
  const lines = readFileSync(file, 'utf8').split('\n');
  lines[2] = lines[2]?.slice(0, 40) ?? '';
  writeFileSync(file, lines.join('\n'));
  assert.match(await refusal(folder), /trials\.jsonl, line 3 is damaged: /);
});

test('a damaged record is refused with the place of the damage', async (context) => {
  const folder = temporaryFolder(context);
  const file = join(folder, RECORD_FILE);
  writeFileSync(file, JSON.stringify({ ...record, host: { ...record.host, cores: 'eight' } }));
  assert.match(await refusal(folder), /run\.json is damaged at host\.cores: .*expected number/);
  writeFileSync(file, '{"schema": ');
  assert.match(await refusal(folder), /run\.json is damaged: .*JSON/);
});

test('another schema is refused by its name', async (context) => {
  const folder = temporaryFolder(context);
  const file = join(folder, RECORD_FILE);
  writeFileSync(file, JSON.stringify({ ...record, schema: 'cluster-bench/run@1' }));
  assert.match(
    await refusal(folder),
    /its schema is cluster-bench\/run@1, this one reads cluster-bench\/run@2/,
  );
  writeFileSync(file, JSON.stringify({ schema: 'k6/summary@1' }));
  assert.match(await refusal(folder), /is not a run of cluster-bench: its schema is k6\/summary@1/);
});

test('a folder without a run is refused', async (context) => {
  const folder = temporaryFolder(context);
  assert.match(await refusal(folder), /holds no run: neither run\.json nor trials\.jsonl/);
  assert.match(await refusal(join(folder, 'nowhere')), /there is no run at .*nowhere/);
});
