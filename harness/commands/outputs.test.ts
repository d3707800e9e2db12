/** `--output`: where its files go, and what becomes of a run whose files cannot be written. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ab, files } from '../dev/testing/ab-runs.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { faster, namedRun } from '../dev/testing/compared-runs.ts';
import { fakeMeans } from '../dev/testing/fake-trials.ts';
import { nightlyRepository, nightsIn, STORE } from '../dev/testing/nights.ts';
import { testRepository } from '../dev/testing/repository.ts';
import { runHere } from '../dev/testing/run-here.ts';
import { writeRecord } from '../records/journal.ts';
import { completions } from './completion.ts';
import { helpText } from './help.ts';

const SMALL = ['--workers', '1', '--proxy', 'none', '--trials', '2'];
const OF_RUN = [
  ...['benchmark-bigger-is-better.json', 'benchmark-smaller-is-better.json'],
  ...['junit.xml', 'metrics.prom', 'results.csv'],
];

const measured = (cwd: string, ...args: readonly string[]) =>
  runHere([...SMALL, ...args], { cwd, means: fakeMeans(() => 1_000) });

async function withRecords(context: TestContext) {
  const cwd = temporaryFolder(context);
  for (const [name, options] of [
    ['a', {}],
    ['b', { day: 2, alter: faster(0.9) }],
  ] as const) {
    mkdirSync(join(cwd, name));
    await writeRecord(join(cwd, name), namedRun(options).record);
  }
  return cwd;
}

test('a run writes the named outputs into its folder, and says where', async (context) => {
  const cwd = temporaryFolder(context);
  const { code, output } = await measured(cwd, '--output', 'junit,csv,openmetrics,benchmark-json');
  assert.equal(code, 0, output);
  const found = readdirSync(join(cwd, 'run')).filter((name) => OF_RUN.includes(name));
  assert.deepEqual(found, OF_RUN);
  for (const name of OF_RUN) assert.ok(output.includes(`output: run/${name}\n`), name);
  assert.match(output, /\nreport: run\/report\.html\n$/);
  const { command } = JSON.parse(readFileSync(join(cwd, 'run', 'run.json'), 'utf8'));
  assert.ok(command.join(' ').includes('--output junit,csv,openmetrics,benchmark-json'));
});

test('without --output there are none', async (context) => {
  const cwd = temporaryFolder(context);
  await measured(cwd);
  assert.deepEqual(
    readdirSync(join(cwd, 'run')).filter((name) => OF_RUN.includes(name)),
    [],
  );
});

test('an output that cannot be written costs the run nothing but its exit code', async (context) => {
  const cwd = temporaryFolder(context);
  mkdirSync(join(cwd, 'run', 'junit.xml'), { recursive: true });
  const { code, output } = await measured(cwd, '--output', 'junit,csv');
  assert.equal(code, 1, output);
  assert.match(output.replace(/\s+/g, ' '), / the output junit could not be written: /);
  for (const name of ['run.json', 'report.html', 'results.csv'])
    assert.ok(existsSync(join(cwd, 'run', name)));
});

test('an unknown output is refused before anything starts, from whatever source', async (context) => {
  const cwd = temporaryFolder(context);
  const refused = { code: 2, signal: null };
  const { output, ...ended } = await measured(cwd, '--output', 'junti');
  assert.deepEqual(ended, refused);
  assert.match(
    output.replace(/\s+/g, ' '),
    /--output takes junit, csv, .*, not "junti"; did you mean junit\?/,
  );
  const fromVariable = await runHere(SMALL, { cwd, env: { CLUSTER_BENCH_OUTPUT: 'cvs' } });
  assert.equal(fromVariable.code, 2);
  assert.match(fromVariable.output, /^cluster-bench: CLUSTER_BENCH_OUTPUT takes .*did you mean csv\?/s);
  assert.deepEqual(readdirSync(cwd), []);
});

test('report writes the outputs of an old run', async (context) => {
  const cwd = await withRecords(context);
  const { code, output } = await runHere(['report', 'a', '--output', 'csv'], { cwd });
  assert.equal(code, 0, output);
  assert.match(output, /^output: a\/results\.csv\n/);
  assert.match(readFileSync(join(cwd, 'a', 'results.csv'), 'utf8'), /^run_started_at,/);
  mkdirSync(join(cwd, 'a', 'junit.xml'));
  assert.equal((await runHere(['report', 'a', '--output', 'junit'], { cwd })).code, 1);
});

test('a comparison has outputs beside comparison.json, and needs their folder', async (context) => {
  const cwd = await withRecords(context);
  const compare = (...args: readonly string[]) => runHere(['compare', ...args], { cwd });
  const { code, output } = await compare('a', 'b', '--out', 'c', '--output', 'junit,csv');
  assert.equal(code, 1);
  assert.match(output, /\noutput: c\/comparison-junit\.xml\noutput: c\/comparison\.csv\n$/);
  assert.match(readFileSync(join(cwd, 'c', 'comparison-junit.xml'), 'utf8'), /<failure type="regression"/);
  const json = await compare('a', 'b', '--out', 'c', '--output', 'csv', '--json');
  assert.ok(JSON.parse(json.output), 'standard output holds the JSON alone');

  mkdirSync(join(cwd, 'd', 'comparison.csv'), { recursive: true });
  const unwritten = await compare('b', 'a', '--out', 'd', '--output', 'csv');
  assert.equal(unwritten.code, 1);
  assert.ok(existsSync(join(cwd, 'd', 'comparison.json')));

  const nowhere = await compare('a', 'b', '--output', 'csv');
  assert.equal(nowhere.code, 2);
  assert.match(
    nowhere.output.replace(/\s+/g, ' '),
    /--output writes files beside .*; name their folder with --out/,
  );
  const other = await compare('a', 'b', '--out', 'c', '--output', 'openmetrics');
  assert.equal(other.code, 2);
  assert.match(other.output.replace(/\s+/g, ' '), /--output takes junit, csv, not "openmetrics"/);
});

test('ab writes those of the comparison, and those of each side', async (context) => {
  const { folder } = testRepository(context, files);
  const means = fakeMeans(({ order }) => 1_000 + order);
  const args = ['--base', 'HEAD', '--max-pairs', '3', '--workers', '1', '--output', 'junit,openmetrics'];
  const { code, output, out } = await ab(context, { folder }, args, {
    runIt: (words, options) => runHere(words, { ...options, means }),
  });
  assert.equal(code, 0, output);
  const names = (part: string) => readdirSync(join(out, part)).filter((name) => /xml|prom|csv/.test(name));
  assert.deepEqual(names('.'), ['comparison-junit.xml']);
  assert.deepEqual([names('base'), names('head')], Array(2).fill(['junit.xml', 'metrics.prom']));
  assert.match(readFileSync(join(out, 'head', 'junit.xml'), 'utf8'), /classname="cluster-bench\.head\./);
});

test('a night has those of its run, and those of its comparison with the last good one', async (context) => {
  const { cwd, commit } = nightlyRepository(context, () => '');
  commit(1);
  const args = ['nightly', '--app', './server.js', '--output', 'junit,csv', ...SMALL];
  const means = fakeMeans(({ order }) => 1_000 + order);
  for (const _ of [1, 2]) assert.equal((await runHere(args, { cwd, means })).code, 0);
  const [first = '', second = ''] = nightsIn(cwd).map(({ folder }) => folder);
  const names = (folder: string) => readdirSync(folder).filter((name) => /xml|csv/.test(name));
  assert.deepEqual(names(first), ['junit.xml', 'night-junit.xml', 'results.csv']);
  assert.deepEqual(names(second), ['comparison.csv', 'junit.xml', 'night-junit.xml', 'results.csv']);

  const unwritable = fakeMeans(({ order }) => {
    const running =
      readdirSync(join(cwd, STORE, 'runs'))
        .toSorted()
        .at(-1) ?? '';
    mkdirSync(join(cwd, STORE, 'runs', running, 'results.csv'), { recursive: true });
    return 1_000 + order;
  });
  const { code, output } = await runHere(args, { cwd, means: unwritable });
  assert.equal(code, 1, output);
  assert.match(output.replace(/\s+/g, ' '), /the output csv could not be written: /);
  assert.equal(nightsIn(cwd).at(-1)?.verdict, 'good');
});

test('help and completion name the outputs', async () => {
  for (const command of ['run', 'ab', 'nightly', 'report']) {
    assert.match(await helpText([command], 200), /--output .*junit, csv, openmetrics, benchmark-json/);
  }
  assert.match(await helpText(['compare'], 200), /--output .*: junit, csv \[none\]/);
  assert.deepEqual(await completions(['cluster-bench', 'run', '--output', '']), [
    ...['junit', 'csv', 'openmetrics', 'benchmark-json'],
  ]);
  assert.deepEqual(await completions(['cluster-bench', 'compare', '--output', 'junit,']), ['junit,csv']);
});
