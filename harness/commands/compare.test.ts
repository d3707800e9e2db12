import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { comparisonSchema } from '../comparison.ts';
import { writeRecord } from '../journal.ts';
import { runCli, temporaryFolder } from '../testing/cli.ts';
import { faster, namedRun } from '../testing/compared-runs.ts';

type Options = Parameters<typeof namedRun>[0];

/** A folder with the runs in it, and the program in that folder. */
async function withRuns(context: TestContext, runs: Readonly<Record<string, Options>>) {
  const cwd = temporaryFolder(context);
  for (const [name, options] of Object.entries(runs)) {
    mkdirSync(join(cwd, name), { recursive: true });
    await writeRecord(join(cwd, name), namedRun(options).record);
  }
  return { cwd, compare: (...args: readonly string[]) => runCli(['compare', ...args], { cwd }) };
}

const slower = { day: 2, alter: faster(0.9) };

test('a regression exits with 1 and is told last', async (context) => {
  const { compare } = await withRuns(context, { a: {}, b: slower });
  const { code, output } = await compare('a', 'b');
  assert.equal(code, 1);
  assert.match(output, /^base a .*\nhead b /);
  assert.match(output, /cluster-2-rr .* −10\.0 % .* regression\n/);
  assert.match(output.trimEnd().split('\n').at(-1) ?? '', /2 regressions among 2 setups/);
  assert.ok(
    output.split('\n').every((line) => line.length <= 80),
    output,
  );
});

test('no regression exits with 0, and the same folder on both sides is said to be it', async (context) => {
  const { compare } = await withRuns(context, { a: {}, b: slower });
  assert.equal((await compare('b', 'a')).code, 0);
  const { code, output } = await compare('a', 'a');
  assert.equal(code, 0);
  assert.match(output, /Both sides are the same run; no regression: 2 unchanged\.\n$/);
});

test('nothing in common exits with 3 and says what either side has', async (context) => {
  const { compare } = await withRuns(context, { a: {}, b: { workers: [4], day: 2 } });
  const { code, output } = await compare('a', 'b');
  assert.equal(code, 3);
  assert.match(
    output.replace(/\s+/g, ' '),
    /no setup in common\. The base has single, cluster-2-rr\. The head has cluster-4-rr\./,
  );
  const json = await compare('a', 'b', '--markdown');
  assert.equal(json.code, 3);
});

test('a wrong command, and sides that cannot be compared, exit with 2 and one sentence', async (context) => {
  const { compare } = await withRuns(context, { a: {}, b: { connections: 7, day: 2 } });
  for (const [args, message] of [
    [['a'], /^cluster-bench: compare needs a head/],
    [['a', 'missing'], /^cluster-bench: there is no run at/],
    [['a', 'b'], /^cluster-bench: saturate ran under different load: connections 500 in a, 7 in b/],
    [['a', 'a', '--max', 'p99 singl < 5'], /--max names the cell singl, .*did you mean single\?/],
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
    assert.match(output, /^base nightly\/.* \(2 runs; /);
  }
});

test('JSON stands alone on standard output and holds to its schema; Markdown likewise', async (context) => {
  const { compare } = await withRuns(context, { a: {}, b: slower });
  const { code, output } = await compare('a', 'b', '--json');
  assert.equal(code, 1);
  assert.equal(comparisonSchema.parse(JSON.parse(output)).cells.length, 2);
  assert.match((await compare('a', 'b', '--markdown')).output, /^## 2 regressions/);
});

test('--out writes the comparison, and nothing else does', async (context) => {
  const { cwd, compare } = await withRuns(context, { a: {}, b: slower });
  await compare('a', 'b');
  assert.ok(!existsSync(join(cwd, 'comparison.json')));
  await compare('a', 'b', '--out', 'told/here');
  const written = (name: string) => readFileSync(join(cwd, 'told', 'here', name), 'utf8');
  comparisonSchema.parse(JSON.parse(written('comparison.json')));
  assert.match(written('comparison.md'), /^## 2 regressions/);
  assert.match(written('charts/effects.png'), /PNG/);
  const { code, output } = await compare('a', 'b', '--out', 'a/run.json');
  assert.equal(code, 2);
  assert.match(output, /--out: cannot write .*there is a file in the way/);
});

test('texts of a record steer no terminal', async (context) => {
  const evil = '\u001b[31mred\u0007\u202e';
  const { compare } = await withRuns(context, {
    a: {},
    b: { day: 2, change: (record) => ({ ...record, node: { ...record.node, version: evil } }) },
  });
  const { output } = await compare('a', 'b');
  assert.match(output, /Node: v24\.4\.0 in base, red in head/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  assert.doesNotMatch(output, /[\u001b\u0007\u202e]/);
});
