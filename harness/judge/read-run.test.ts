import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exampleRecord } from '../../reports/testing/example-record.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { writeRecord } from '../records/journal.ts';
import { findRuns } from './judge-run.ts';

const record = exampleRecord({ workers: [1, 2], policies: ['rr'], proxies: ['none'], trials: 1 });

async function runsIn(cwd: string, ...folders: readonly string[]) {
  for (const folder of folders) {
    mkdirSync(join(cwd, folder), { recursive: true });
    await writeRecord(join(cwd, folder), record);
  }
}

const pathsOf = async (cwd: string, ...words: readonly string[]) =>
  (await findRuns(words, cwd)).map(({ path }) => path);

test('a run is named by its folder or its file, and counts once if named twice', async (context) => {
  const cwd = temporaryFolder(context);
  await runsIn(cwd, 'a', 'b');
  assert.deepEqual(await pathsOf(cwd, 'b', 'a/run.json', join(cwd, 'b')), ['b', 'a/run.json']);
  assert.deepEqual(await pathsOf(join(cwd, 'a'), '../b'), [join(cwd, 'b')]);
  assert.deepEqual(await pathsOf(join(cwd, 'a'), '.'), ['.']);
});

test('a pattern matches run folders in any part of a path, and ignores other folders', async (context) => {
  const cwd = temporaryFolder(context);
  await runsIn(cwd, 'nightly/2', 'nightly/1', 'nightly/.hidden', 'other/1', 'a+b (1)');
  mkdirSync(join(cwd, 'nightly', 'charts'));
  writeFileSync(join(cwd, 'nightly', 'notes.md'), '');
  assert.deepEqual(await pathsOf(cwd, 'nightly/*'), ['nightly/1', 'nightly/2']);
  assert.deepEqual(await pathsOf(cwd, '*/1'), ['nightly/1', 'other/1']);
  assert.deepEqual(await pathsOf(cwd, 'n*y/*/run.json'), ['nightly/1/run.json', 'nightly/2/run.json']);
  assert.deepEqual(await pathsOf(cwd, 'nightly/.*'), ['nightly/.hidden']);
  assert.deepEqual(await pathsOf(cwd, 'a+b (*)'), ['a+b (1)']);
  await assert.rejects(pathsOf(cwd, 'nightly/x*'), /no run matches nightly\/x\*/);
});

test('a path without a run is refused, and so is a damaged, foreign or newer file', async (context) => {
  const cwd = temporaryFolder(context);
  mkdirSync(join(cwd, 'empty'));
  const file = (name: string, text: string) => writeFileSync(join(cwd, name), text);
  file('cut.json', JSON.stringify(record).slice(0, 500));
  file('hole.json', JSON.stringify({ ...record, trials: [{ ...record.trials[0], load: null }] }));
  file('foreign.json', '{"schema": "k6/summary@2"}');
  file('newer.json', '{"schema": "cluster-bench/run@9"}');
  file('nothing.json', '[]');
  const cases: readonly (readonly [string, RegExp])[] = [
    ['missing', /there is no run at/],
    ['empty', /empty holds no run/],
    ['cut.json', /cut\.json is damaged: /],
    ['hole.json', /hole\.json is damaged at trials\[0\]\.load/],
    ['foreign.json', /is not a run of cluster-bench: its schema is k6\/summary@2/],
    ['newer.json', /was written by another version of cluster-bench/],
    ['nothing.json', /nothing\.json is damaged at its top/],
  ];
  for (const [name, message] of cases) {
    await assert.rejects(
      findRuns([name], cwd),
      (error: Error) => error.name === 'RecordError' && message.test(error.message),
      name,
    );
  }
});
