import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { exampleNights } from '../../reports/testing/example-history.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { runOfDay, writeRun } from '../dev/testing/run-folders.ts';
import { HISTORY_SCHEMA } from '../records/history.ts';
import { JOURNAL_FILE, Journal, RECORD_FILE } from '../records/journal.ts';
import type { RunRecord } from '../records/run.ts';
import { readHistoryFile } from './history-file.ts';
import { updateHistory } from './store.ts';

const lines = (folder: string) =>
  readFileSync(join(folder, 'history.jsonl'), 'utf8').split('\n').slice(0, -1);

/** A run as `kill -9` leaves it: the header and some trials. */
async function writeJournal(folder: string, record: RunRecord, trials: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { status, finishedAt, trials: all, warnings, ...header } = record;
  const journal = await Journal.create(folder);
  await journal.append(header);
  for (const trial of all.slice(0, trials)) await journal.append(trial);
  await journal.close();
}

test('runs are found at any depth, in order of time, and read once', async (context) => {
  const folder = temporaryFolder(context);
  await writeRun(folder, 'b', runOfDay(1));
  await writeRun(folder, 'a/deep/er', runOfDay(2));
  await writeRun(folder, '.hidden', runOfDay(3));
  await writeRun(folder, 'node_modules/x', runOfDay(4));
  const { summaries, added, bytes, damaged } = await updateHistory(folder);
  assert.deepEqual(
    summaries.map(({ startedAt }) => startedAt.slice(8, 10)),
    ['01', '02'],
  );
  assert.deepEqual([added, damaged], [2, []]);
  assert.equal(bytes, readFileSync(join(folder, 'history.jsonl')).length);
  const again = await updateHistory(folder);
  assert.equal(again.added, 0);
  assert.deepEqual(again.summaries, summaries);
  assert.equal(lines(folder).length, 2);
});

test('folders within a run and behind a link are not searched', async (context) => {
  const folder = temporaryFolder(context);
  const run = await writeRun(folder, 'a', runOfDay(1));
  await writeRun(run, 'ab', runOfDay(2));
  symlinkSync(run, join(folder, 'latest'));
  assert.equal((await updateHistory(folder)).summaries.length, 1);
});

test('summaries are kept when their runs are moved, renamed or deleted', async (context) => {
  const folder = temporaryFolder(context);
  const [one, two] = [await writeRun(folder, 'one', runOfDay(1)), await writeRun(folder, 'two', runOfDay(2))];
  const { summaries } = await updateHistory(folder);
  mkdirSync(join(folder, 'archive'));
  await rename(one, join(folder, 'archive', 'of last year'));
  rmSync(two, { recursive: true });
  const moved = await updateHistory(folder);
  assert.deepEqual([moved.added, moved.summaries], [0, summaries]);
});

test('a copy of a run is the same run', async (context) => {
  const folder = temporaryFolder(context);
  await writeRun(folder, 'one', runOfDay(1));
  await writeRun(folder, 'copy', runOfDay(1));
  await writeRun(folder, 'other commit', { ...runOfDay(1), git: null });
  assert.equal((await updateHistory(folder)).summaries.length, 2);
  assert.equal((await updateHistory(folder)).added, 0);
});

test('sides of ab and runs without a trial are not nights', async (context) => {
  const folder = temporaryFolder(context);
  const pairing = { id: 'x', side: 'base', label: 'main', stopped: 'all' } as unknown as RunRecord['pairing'];
  const record = runOfDay(1);
  await writeRun(folder, 'ab/base', { ...record, pairing });
  await writeJournal(join(folder, 'begun'), runOfDay(2), 0);
  mkdirSync(join(folder, 'claimed'));
  writeFileSync(join(folder, 'claimed', JOURNAL_FILE), '');
  const { summaries, damaged } = await updateHistory(folder);
  assert.deepEqual([summaries.length, damaged], [0, []]);
});

test('a run in progress is a partial night, and later a complete one', async (context) => {
  const folder = temporaryFolder(context);
  const record = runOfDay(1);
  const run = join(folder, 'run');
  await writeJournal(run, record, 3);
  const partial = await updateHistory(folder);
  assert.deepEqual(
    partial.summaries.map(({ status }) => status),
    ['partial'],
  );
  assert.equal((await updateHistory(folder)).added, 0);
  await writeRun(folder, 'run', record);
  const whole = await updateHistory(folder);
  assert.deepEqual([whole.added, whole.summaries.map(({ status }) => status)], [1, ['complete']]);
  assert.equal(lines(folder).length, 2);
});

test('damaged and foreign runs are named, and do not affect others', async (context) => {
  const folder = temporaryFolder(context);
  await writeRun(folder, 'good', runOfDay(1));
  const broken = await writeRun(folder, 'broken', runOfDay(2));
  writeFileSync(join(broken, RECORD_FILE), readFileSync(join(broken, RECORD_FILE), 'utf8').slice(0, 900));
  await writeRun(folder, 'newer', { ...runOfDay(3), schema: 'cluster-bench/run@9' as RunRecord['schema'] });
  await writeRun(folder, 'zero', { ...runOfDay(4), plan: { ...runOfDay(4).plan, connections: 0 } });
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'empty', RECORD_FILE), '');
  const { summaries, damaged } = await updateHistory(folder);
  assert.equal(summaries.length, 1);
  assert.deepEqual(
    damaged.map(({ place }) => place),
    ['broken', 'empty', 'newer', 'zero'],
  );
  const reasons = damaged.map(({ reason }) => reason);
  assert.match(reasons[0] ?? '', /^run\.json is damaged: /);
  assert.match(reasons[2] ?? '', /^run\.json was written by another version .*run@9/);
  assert.match(reasons[3] ?? '', /^run\.json is damaged at plan\.connections: /);
  assert.ok(reasons.every((reason) => !reason.includes(folder)));
});

test('a folder that may not be read is named, and the others are searched', {
  skip: process.getuid?.() === 0 && 'root may read everything',
}, async (context) => {
  const folder = temporaryFolder(context);
  await writeRun(folder, 'good', runOfDay(1));
  mkdirSync(join(folder, 'closed'));
  chmodSync(join(folder, 'closed'), 0);
  const { summaries, damaged } = await updateHistory(folder);
  chmodSync(join(folder, 'closed'), 0o700);
  assert.equal(summaries.length, 1);
  assert.match(damaged[0]?.reason ?? '', /EACCES/);
});

test('damaged lines are named and kept; an incomplete one is not extended', async (context) => {
  const folder = temporaryFolder(context);
  const file = join(folder, 'history.jsonl');
  const [one, two] = exampleNights({ nights: 2 });
  const text = (value: unknown) => `${JSON.stringify(value)}\n`;
  writeFileSync(
    file,
    [
      text(one),
      '{"schema":\n',
      '\n',
      text({ ...two, groups: [{}] }),
      text({ schema: 'cluster-bench/history@2' }),
      text(null),
      text(two),
      '{"schema":"cluster-bench/hist',
    ].join(''),
  );
  const before = await readHistoryFile(file);
  assert.equal(before.summaries.size, 2);
  assert.deepEqual(
    before.damaged.map(({ place }) => place),
    [2, 4, 5, 6].map((line) => `history.jsonl, line ${line}`),
  );
  assert.match(before.damaged[1]?.reason ?? '', /^groups\.0\.scenario: /);
  assert.match(
    before.damaged[2]?.reason ?? '',
    /history@2, this cluster-bench reads cluster-bench\/history@1/,
  );

  await writeRun(folder, 'new', runOfDay(1));
  const { summaries, added } = await updateHistory(folder);
  assert.deepEqual([summaries.length, added], [3, 1]);
  assert.equal(lines(folder).length, 9);
  assert.equal((await updateHistory(folder)).added, 0);
});

test('lines are read as they were written; the last of several lines of a run counts', async (context) => {
  const file = join(temporaryFolder(context), 'history.jsonl');
  const nights = exampleNights({ nights: 5 });
  for (const night of nights) appendFileSync(file, `${JSON.stringify(night)}\n`);
  assert.deepEqual([...(await readHistoryFile(file)).summaries.values()], nights);
  const [first] = nights;
  appendFileSync(file, `${JSON.stringify({ ...first, node: 'v99.0.0' })}\n`);
  const { summaries } = await readHistoryFile(file);
  assert.equal(summaries.size, 5);
  assert.equal(summaries.get(first?.id ?? '')?.node, 'v99.0.0');
  assert.deepEqual(await readHistoryFile(`${file}.missing`), { summaries: new Map(), damaged: [], bytes: 0 });
  assert.equal(first?.schema, HISTORY_SCHEMA);
});

test('an unknown metric is named, and its run is left for a version that knows it', async (context) => {
  const folder = temporaryFolder(context);
  const record = runOfDay(1);
  const [scenario, ...others] = record.plan.scenarios;
  assert.ok(scenario);
  const plan = { ...record.plan, scenarios: [{ ...scenario, metric: 'madeUp' }, ...others] };
  await writeRun(folder, 'newer', { ...record, plan });
  await writeRun(folder, 'good', runOfDay(2));
  const { summaries, damaged } = await updateHistory(folder);
  assert.equal(summaries.length, 1);
  assert.deepEqual(
    damaged.map(({ place }) => place),
    ['newer'],
  );
  assert.match(damaged[0]?.reason ?? '', /^scenario .* is judged by madeUp, a metric that .* does not know/);

  const [night] = exampleNights({ nights: 1 });
  const groups = night?.groups.map((group) => ({ ...group, metric: 'madeUp' }));
  appendFileSync(join(folder, 'history.jsonl'), `${JSON.stringify({ ...night, groups })}\n`);
  const held = await readHistoryFile(join(folder, 'history.jsonl'));
  assert.deepEqual(
    held.damaged.map(({ place }) => place),
    ['history.jsonl, line 2'],
  );
  assert.match(held.damaged[0]?.reason ?? '', /^groups\.0\.metric: scenario .* is judged by madeUp/);
});
