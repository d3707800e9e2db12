import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { exampleNights } from '../../reports/testing/example-history.ts';
import { DRAWS_CHARTS } from '../dev/testing/charts.ts';
import { runCli, temporaryFolder } from '../dev/testing/cli.ts';
import { runOfDay, writeRun } from '../dev/testing/run-folders.ts';
import { runHere } from '../dev/testing/run-here.ts';
import { type Summary, summarySchema } from '../records/history.ts';

/** A folder with these nights in its history, and the program next to it. */
function withNights(context: TestContext, nights: readonly Summary[] = []) {
  const cwd = temporaryFolder(context);
  const runs = join(cwd, 'nightly');
  mkdirSync(runs);
  if (nights.length > 0) {
    writeFileSync(join(runs, 'history.jsonl'), nights.map((night) => `${JSON.stringify(night)}\n`).join(''));
  }
  const history = (...args: readonly string[]) => runHere(['history', ...args], { cwd, env: DRAWS_CHARTS });
  const written = (file: string) => readFileSync(join(runs, file), 'utf8');
  return { cwd, runs, history, written };
}

const season = exampleNights({
  cells: {
    single: { level: 9700 },
    'cluster-8-rr': { level: 9560, steps: [{ night: 60, change: -0.12 }] },
  },
});

test('a single run is one point of each of its cells, with report and charts', async (context) => {
  const { runs, history, written } = withNights(context);
  await writeRun(runs, 'today', runOfDay(1));
  const { code, output } = await history('nightly');
  assert.equal(code, 0, output);
  assert.match(
    output,
    /^History of 1 run\n\n2026-03-01 · 2 cells · .*(?:\n.+)*\n\ncell +latest +runs\n(?:.+\n)+\nToo few runs: /,
  );
  assert.match(
    output,
    /\nhistory: nightly\/history\.jsonl \(1 run, 1 new, \d+ bytes per run\)\n\nreport: nightly\/history\.html\n$/,
  );
  const [line = ''] = written('history.jsonl').split('\n');
  assert.equal(summarySchema.parse(JSON.parse(line)).commit, '1'.padStart(40, 'c'));
  assert.match(written('history.md'), /^# History of 1 run\n/);
  assert.deepEqual(readdirSync(join(runs, 'charts')).toSorted(), [
    'history-cluster-2-rr.png',
    'history-single.png',
  ]);
  assert.match(written('charts/history-single.png'), /PNG/);
});

test('changes are printed with commit, size and levels, in 80 columns', async (context) => {
  const { history, written } = withNights(context, season);
  const { code, output } = await history('nightly');
  assert.equal(code, 0, output);
  const commit = season[60]?.commit?.slice(0, 7);
  assert.match(
    output,
    new RegExp(
      `^2026-03-06  ${commit}  cluster-8-rr +9,\\d{3} +[89],\\d{3} req/s +−1[12]\\.\\d% worse$`,
      'm',
    ),
  );
  assert.match(output, /\(90 runs, 0 new, \d+ bytes per run\)/);
  assert.ok(
    output.split('\n').every((line) => line.length <= 80),
    output,
  );
  assert.match(written('history.md'), new RegExp(`commit \`${commit}\``));
});

test('--cell, --since, --min-change and --out select what is reported, and where', async (context) => {
  const { cwd, runs, history } = withNights(context, season);
  const { code, output } = await history(
    ...['nightly', '--cell', 'cluster-8-rr', '--since', '2026-02-01', '--min-change', '20%'],
    ...['--out', 'other/here'],
  );
  assert.equal(code, 0, output);
  assert.match(
    output,
    /^History of 63 runs\n\n2026-02-01 to 2026-04-04 · 1 cell · .*(?:\n.+)*\n\ncell +latest +runs\n.+\n\nNo level changed by 20% or more in the last 30 runs\.\n/,
  );
  assert.deepEqual(readdirSync(join(cwd, 'other/here/charts')), ['history-cluster-8-rr.png']);
  assert.ok(!existsSync(join(runs, 'history.md')));
});

test('--cell takes the end of an id if it fits one cell, and lists the cells that it fits', async (context) => {
  const apps = (app: string) => (one: Summary) => ({
    ...one,
    groups: one.groups.map((group) => ({ ...group, app })),
  });
  const cells = (variant: string) => ({ cells: { [variant]: { level: 9700 } } });
  const { history } = withNights(context, [
    ...exampleNights({ nights: 1, ...cells('single'), alter: apps('express') }),
    ...exampleNights({ nights: 2, ...cells('single'), alter: apps('http') }).slice(1),
    ...exampleNights({ nights: 3, ...cells('pm2-4'), alter: apps('http') }).slice(2),
  ]);
  const { code, output } = await history('nightly', '--cell', 'pm2-4');
  assert.equal(code, 0, output);
  assert.match(output, /^\S+\/http\/pm2-4 +9,/m);
  const several = await history('nightly', '--cell', 'single');
  assert.equal(several.code, 2);
  assert.match(
    several.output,
    /--cell: "single" fits \S+\/express\/single and \S+\/http\/single; name one of them\n$/,
  );
  const older = await history('nightly', '--cell', 'express/single');
  assert.match(
    older.output,
    /^cell +latest +last measured +runs\n\S+\/express\/single +9,\d+ req\/s +\d{4}-\d\d-\d\d \d\d:\d\d +1$/m,
  );
});

test('nights that do not belong to a series are counted', async (context) => {
  const cores = (night: number) => (night < 4 ? 4 : 8);
  const alter = (one: Summary, night: number) => ({ ...one, host: { ...one.host, cores: cores(night) } });
  const { history } = withNights(context, exampleNights({ nights: 6, alter }));
  const { output } = await history('nightly');
  assert.match(output, /^- single: 4 runs on another host, /m);
});

test('without anything to report it exits with 3 and a sentence', async (context) => {
  const { cwd, runs, history } = withNights(context);
  assert.deepEqual(await history('nightly'), {
    code: 3,
    signal: null,
    output: 'cluster-bench: there is no run in nightly\n',
  });
  assert.deepEqual(readdirSync(runs), []);
  await writeRun(cwd, 'some/run', runOfDay(1));
  const { code, output } = await history('some', '--since', '1d');
  assert.equal(code, 3);
  assert.match(output, /^cluster-bench: there is no run in some since then\n$/);
});

test('a wrong command exits with 2 and one sentence', async (context) => {
  const { cwd, history } = withNights(context, season);
  writeFileSync(join(cwd, 'file'), '');
  for (const [args, message] of [
    [['missing'], /^cluster-bench: there is no folder .*missing; name the folder that holds the runs\n$/],
    [['file'], /file is a file; name the folder that holds the runs\n$/],
    [['nightly', 'more'], /unknown command "more"/],
    [['nightly', '--cel', 'x'], /--cel.*did you mean --cell\?/],
    [
      ['nightly', '--cell', 'cluster-8-r'],
      /--cell: no run has a cell "cluster-8-r"; did you mean cluster-8-rr\?/,
    ],
    [['nightly', '--since', 'yesterday'], /--since takes days, weeks or a date: .*not "yesterday"/],
    [['nightly', '--since', '2026-13-45'], /--since takes days/],
    [['nightly', '--min-change', 'much'], /--min-change/],
    [['nightly', '--cell'], /--cell needs a value/],
    [['nightly', '--out', 'file/below'], /file.*: there is a file in the way\n$/],
  ] as const) {
    const { code, output } = await history(...args);
    assert.equal(code, 2, output);
    assert.match(output, message);
    assert.equal(output.trim().split('\n').length, 1, output);
  }
});

test('damaged runs and lines are named, and the rest is reported', async (context) => {
  const { runs, history, written } = withNights(context, season.slice(0, 5));
  writeFileSync(join(runs, 'history.jsonl'), `${written('history.jsonl')}not JSON\n`);
  await writeRun(runs, 'good', runOfDay(1));
  mkdirSync(join(runs, 'bad'));
  writeFileSync(join(runs, 'bad', 'run.json'), '{"a\u001b[31m": |<b>');
  const { code, output } = await history('nightly');
  assert.equal(code, 0, output);
  assert.match(output, /^cluster-bench: passed over nightly\/history\.jsonl, line 6: .*not valid JSON$/m);
  assert.match(output, /^cluster-bench: passed over nightly\/bad: run\.json is damaged: .*$/m);
  assert.match(output, /^History of 6 runs$/m);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the test looks for them
  assert.doesNotMatch(output, /\u001b/);
  assert.match(
    written('history.md'),
    /## Not read or drawn\n\n- `history\.jsonl, line 6`: .*\n- `bad`: run\.json/,
  );
});

test('two at a time lose no run, and the next one finds nothing new', async (context) => {
  const { cwd, runs, written } = withNights(context);
  // Separate processes: the name of each temporary file contains the process id.
  const history = (folder: string) => runCli(['history', folder], { cwd });
  for (let day = 1; day <= 20; day++) await writeRun(runs, `run-${day}`, runOfDay(day));
  const both = await Promise.all([history('nightly'), history('nightly')]);
  for (const { code, output } of both) {
    assert.equal(code, 0, output);
    assert.match(output, /^History of 20 runs\n\n2026-03-01 to 2026-03-20 · 2 cells · /m);
  }
  const lines = written('history.jsonl').trimEnd().split('\n');
  const ids = lines.map((line) => summarySchema.parse(JSON.parse(line)).id);
  assert.equal(new Set(ids).size, 20);
  assert.match((await history('nightly')).output, /\(20 runs, 0 new, /);
  assert.deepEqual(
    readdirSync(runs).filter((name) => name.startsWith('.')),
    [],
  );
});

test('a history that cannot be written is explained in a sentence', async (context) => {
  const { runs, history } = withNights(context);
  await writeRun(runs, 'a', runOfDay(1));
  mkdirSync(join(runs, 'history.jsonl'));
  const { code, output } = await history('nightly');
  assert.equal(code, 2);
  assert.match(output, /^cluster-bench: cannot read or write .*: there is a folder in the way\n$/);
});
