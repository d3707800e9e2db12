import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DRAWS_CHARTS } from '../dev/testing/charts.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { faster, namedRun } from '../dev/testing/compared-runs.ts';
import { againstSchema } from '../dev/testing/json-schema.ts';
import { runHere } from '../dev/testing/run-here.ts';
import { comparisonSchema } from '../records/comparison.ts';
import { writeRecord } from '../records/journal.ts';

type Options = Parameters<typeof namedRun>[0];

/** A folder with the given runs, and the program in that folder. */
async function withRuns(context: TestContext, runs: Readonly<Record<string, Options>>) {
  const cwd = temporaryFolder(context);
  for (const [name, options] of Object.entries(runs)) {
    mkdirSync(join(cwd, name), { recursive: true });
    await writeRecord(join(cwd, name), namedRun(options).record);
  }
  return {
    cwd,
    compare: (...args: readonly string[]) => runHere(['compare', ...args], { cwd, env: DRAWS_CHARTS }),
  };
}

const EVIL = '\u001b[31mred\u0007\u202e';
const INVISIBLE = /[^\P{C}\n]/u;
const slower = { day: 2, alter: faster(0.9) };

test('a regression exits with 1 and is printed last', async (context) => {
  const { compare } = await withRuns(context, { a: {}, b: slower });
  const { code, output } = await compare('a', 'b');
  assert.equal(code, 1);
  assert.match(output, /^- base: a .*\n- head: b /);
  assert.match(output, /cluster-2-rr .* −10\.0% .* regression\n/);
  assert.match(output.trimEnd().split('\n').at(-1) ?? '', /2 regressions among 2 variants/);
  assert.ok(
    output.split('\n').every((line) => line.length <= 80),
    output,
  );
});

test('no regression exits with 0, and one folder on both sides gets a warning', async (context) => {
  const { compare } = await withRuns(context, { a: {}, b: slower });
  assert.equal((await compare('b', 'a')).code, 0);
  const { code, output } = await compare('a', 'a');
  assert.equal(code, 0);
  assert.match(output, /^! Both sides are the same run\.$/m);
  assert.match(output, /\n\nNo regression: 2 unchanged\.\n$/);
});

test('runs without a common cell exit with 3 and list the cells of both', async (context) => {
  const { compare } = await withRuns(context, { a: {}, b: { workers: [4], day: 2 } });
  const { code, output } = await compare('a', 'b');
  assert.equal(code, 3);
  assert.match(
    output.replace(/\s+/g, ' '),
    /Only in base, not compared: single, cluster-2-rr\. Only in head, not compared: cluster-4-rr\. Nothing could be compared: base and head have no variant in common\./,
  );
  const json = await compare('a', 'b', '--markdown');
  assert.equal(json.code, 3);
});

test('a wrong command, and runs that are not comparable, exit with 2 and one sentence', async (context) => {
  const { compare } = await withRuns(context, { a: {}, b: { connections: 7, day: 2 } });
  for (const [args, message] of [
    [['a'], /^cluster-bench: compare needs a head/],
    [['a', 'missing'], /^cluster-bench: there is no run at/],
    [['a', 'b'], /^cluster-bench: saturate ran under different load: connections 500 in a, 7 in b/],
    [['a', 'a', '--gate', 'p99 singl < 5'], /--gate names the variant singl, .*did you mean single\?/],
    [['a', 'a', '--json=maybe'], /--json takes no value/],
    [['a', 'a', '--threshold'], /--threshold needs a value/],
  ] as const) {
    const { code, output } = await compare(...args);
    assert.equal(code, 2, output);
    assert.match(output, message);
    assert.equal(output.trim().split('\n').length, 1, output);
  }
});

test('several runs of a side follow its flag, as words or as a pattern', async (context) => {
  const { compare } = await withRuns(context, {
    'nightly/1': {},
    'nightly/2': { day: 2, alter: faster(1.001) },
    today: { day: 3, alter: faster(0.8) },
  });
  for (const base of [['nightly/1', 'nightly/2'], ['nightly/*']]) {
    const { code, output } = await compare('--base', ...base, '--head', 'today');
    assert.equal(code, 1, output);
    assert.match(output, /^- base: nightly\/.* \(2 runs, /);
  }
});

test('JSON is the only output and matches its schema; so is Markdown', async (context) => {
  const { compare } = await withRuns(context, { a: {}, b: slower });
  const { code, output } = await compare('a', 'b', '--json');
  assert.equal(code, 1);
  assert.equal(comparisonSchema.parse(JSON.parse(output)).cells.length, 2);
  assert.deepEqual(againstSchema('comparison.schema.json', JSON.parse(output)), []);
  assert.match((await compare('a', 'b', '--markdown')).output, /^## 2 regressions/);
});

test('only --out writes the comparison to files', async (context) => {
  const { cwd, compare } = await withRuns(context, { a: {}, b: slower });
  await compare('a', 'b');
  assert.ok(!existsSync(join(cwd, 'comparison.json')));
  const written = await compare('a', 'b', '--out', 'written/here');
  assert.match(written.output, /2 variants; .*\n\ncomparison: written\/here\/comparison\.html\n$/);
  const contents = (name: string) => readFileSync(join(cwd, 'written', 'here', name), 'utf8');
  comparisonSchema.parse(JSON.parse(contents('comparison.json')));
  assert.match(contents('comparison.md'), /^## 2 regressions/);
  assert.match(contents('charts/effects.png'), /PNG/);
  const before = ['a', 'b', '--json', '--out'];
  comparisonSchema.parse(JSON.parse((await compare(...before, 'written/here')).output));
  for (const [out, reason] of [
    ['a/run.json', /there is a file in the way/],
    ['a/run.json/deep', /there is a file in the way/],
    ['/proc/none/here', /no folder can be created there/],
  ] as const) {
    const { code, output } = await compare('a', 'b', '--out', out);
    assert.equal(code, 2);
    assert.match(output, reason);
    assert.match(output, /^- base: a .*\n- head: b .*/, 'the result is printed in spite of it');
  }
});

test('sides are named by their folders, or as the user wrote them if the folders have the same name', async (context) => {
  const { compare } = await withRuns(context, { 'v1/run': {}, 'v2/run': slower, other: slower });
  const sides = async (...args: readonly string[]) =>
    (await compare(...args)).output
      .split('\n')
      .slice(0, 2)
      .map((line) => line.split(' (')[0]);
  assert.deepEqual(await sides('v1/run', 'other'), ['- base: run', '- head: other']);
  assert.deepEqual(await sides('v1/run', 'v2/run'), ['- base: v1/run', '- head: v2/run']);
  assert.deepEqual(await sides('v1/run/run.json', 'other/run.json'), ['- base: run', '- head: other']);
});

test('a malformed run is refused with its file and the problem, on one line', async (context) => {
  const { cwd, compare } = await withRuns(context, { a: {} });
  const whole = readFileSync(join(cwd, 'a', 'run.json'), 'utf8');
  const [line = ''] = whole.match(/"throughput":\s*[\d.]+/) ?? [];
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['cut', whole.slice(0, whole.length / 2), /run\.json is damaged: /],
    ['empty', '', /run\.json is damaged: /],
    ['words', 'no JSON at all', /run\.json is damaged: /],
    ['null', 'null', /run\.json is damaged at its top/],
    ['list', '[]', /run\.json is damaged at its top/],
    ['foreign', '{"schema":"k6/summary@2","metrics":{}}', /is not a run of cluster-bench: its schema is k6/],
    ['comparison', '{"schema":"cluster-bench/comparison@1"}', /its schema is cluster-bench\/comparison@1/],
    ['nameless', '{"metrics":{}}', /is damaged at schema/],
    ['older', '{"schema":"cluster-bench/run@1"}', /written by another version of cluster-bench/],
    ['newer', '{"schema":"cluster-bench/run@3"}', /written by another version of cluster-bench/],
    ['endless', whole.replace(line, '"throughput": 1e999'), /damaged at trials\[0\]\.load\.throughput/],
    ['negative', whole.replace(line, '"throughput": -1'), /damaged at trials\[0\]\.load\.throughput/],
    ['nan', whole.replace(line, '"throughput": NaN'), /run\.json is damaged: /],
    ['unknown', whole.replace(line, '"throughput": null'), /damaged at trials\[0\]\.load\.throughput/],
  ];
  for (const [name, text, message] of cases) {
    mkdirSync(join(cwd, name));
    writeFileSync(join(cwd, name, 'run.json'), text);
    const { code, output } = await compare('a', name);
    assert.equal(code, 2, `${name}: ${output}`);
    assert.match(output, message);
    assert.equal(output.trimEnd().split('\n').length, 1, output);
  }
  mkdirSync(join(cwd, 'none'));
  assert.match((await compare('a', 'none')).output, /none holds no run/);
  assert.match((await compare('x*', 'a')).output, /no run matches x\*/);
});

test('implausible figures are reported as damage, and meet no gate', async (context) => {
  const { cwd, compare } = await withRuns(context, { a: {}, b: slower });
  const file = join(cwd, 'b', 'run.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"throughput":\s*[\d.]+/, '"throughput": 1e308'));
  const { code, output } = await compare('a', 'b', '--json');
  const { cells } = comparisonSchema.parse(JSON.parse(output));
  assert.deepEqual(cells.map(({ verdict }) => verdict).toSorted(), ['regression', 'undecided']);
  assert.match(
    cells.find(({ reason }) => reason !== null)?.reason ?? '',
    /1 of its trials has a figure that/,
  );
  assert.equal(code, 1);
});

test('a partial run is compared as far as it goes, with a warning', async (context) => {
  const { compare } = await withRuns(context, {
    a: {},
    b: {
      day: 2,
      change: (record) => ({ ...record, status: 'partial', trials: record.trials.slice(0, 7) }),
    },
  });
  const { code, output } = await compare('a', 'b');
  assert.equal(code, 0);
  assert.match(output, /^! Partial: 1 run stopped before the end: b\.$/m);
});

test('control characters in a record do not reach the terminal', async (context) => {
  const { compare } = await withRuns(context, {
    a: {},
    b: { day: 2, change: (record) => ({ ...record, node: { ...record.node, version: EVIL } }) },
  });
  const { output } = await compare('a', 'b');
  assert.match(output, /^- Node: v24\.4\.0 → red$/m);
  assert.doesNotMatch(output, INVISIBLE);
});

test('nor do those that an error message quotes', async (context) => {
  const { cwd, compare } = await withRuns(context, {
    a: {},
    b: { day: 2, change: (record) => ({ ...record, host: { ...record.host, cpuModel: EVIL } }) },
  });
  mkdirSync(join(cwd, 'c'));
  writeFileSync(join(cwd, 'c', 'run.json'), JSON.stringify({ schema: EVIL }));
  writeFileSync(join(cwd, 'd.json'), `${EVIL} is no JSON`);
  for (const side of ['b', 'c', 'd.json']) {
    const { code, output } = await compare('a', side);
    assert.equal(code, 2);
    assert.doesNotMatch(output, INVISIBLE);
  }
});
