/** Commands in a step of GitHub Actions: they add to its summary, its outputs and its annotations. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { paragraph } from '../../reports/document/block.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { faster, namedRun } from '../dev/testing/compared-runs.ts';
import { readOutputs } from '../dev/testing/composite-action.ts';
import { fakeMeans } from '../dev/testing/fake-trials.ts';
import { runHere } from '../dev/testing/run-here.ts';
import { writeRecord } from '../records/journal.ts';
import { reportToGitHub, type StepResult } from './report-to-github.ts';

const RUN = ['--app', 'http', '--workers', '1', '--policy', 'rr', '--proxy', 'none', '--trials', '2'];

function step(context: TestContext) {
  const cwd = temporaryFolder(context);
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: join(cwd, 'summary'),
    GITHUB_OUTPUT: join(cwd, 'outputs'),
  };
  const written = (name: string) => readFileSync(join(cwd, name), 'utf8');
  return { cwd, env, summary: () => written('summary'), outputs: () => readOutputs(written('outputs')) };
}

async function slowedRuns(cwd: string): Promise<void> {
  for (const [name, run] of [
    ['before', namedRun()],
    ['after', namedRun({ day: 2, alter: faster(0.8, 'cluster-2-rr') })],
  ] as const) {
    mkdirSync(join(cwd, name));
    await writeRecord(join(cwd, name), run.record);
  }
}

test('a run adds its findings, its table and its folder', async (context) => {
  const { cwd, env, summary, outputs } = step(context);
  const { code, output } = await runHere(RUN, { cwd, env, means: fakeMeans(() => 1_000) });
  assert.equal(code, 0, output);
  assert.match(
    summary(),
    /^# `http`: .*\n## Findings\n.*\n## Results\n.*\nCharts and the whole report are in `run`\.\n$/s,
  );
  assert.deepEqual(outputs(), { folder: join(cwd, 'run'), verdict: 'ok' });
  assert.doesNotMatch(output, /^::/m);
});

test('failed trials are annotated', async (context) => {
  const { cwd, env, outputs } = step(context);
  const means = fakeMeans(() => 'the app exited with code 3');
  const { code, output } = await runHere(RUN, { cwd, env, means });
  assert.equal(code, 1);
  assert.match(
    output,
    /\n::error title=cluster-bench%3A Failed trials::single: 1 of 1 trial failed: the app exited with code 3\n/,
  );
  assert.equal(outputs().verdict, 'failed');
});

test('outside GitHub Actions nothing is added, whatever the variables', async (context) => {
  const { cwd, env } = step(context);
  await slowedRuns(cwd);
  const { output } = await runHere(['compare', 'before', 'after'], {
    cwd,
    env: { ...env, GITHUB_ACTIONS: '' },
  });
  assert.match(output, /1 regression/);
  assert.doesNotMatch(output, /::error/);
  assert.throws(() => readFileSync(env.GITHUB_STEP_SUMMARY), /ENOENT/);
});

test('a comparison adds its verdicts and annotates the regression, after its own output', async (context) => {
  const { cwd, env, summary, outputs } = step(context);
  await slowedRuns(cwd);
  const { code, output } = await runHere(['compare', 'before', 'after', '--json'], { cwd, env });
  assert.equal(code, 1);
  assert.match(summary(), /^## 1 regression among 2 variants \(1 unchanged\)\n/);
  assert.deepEqual(outputs(), { verdict: 'regression' });
  const [json = '', line = ''] = output.split(/(?<=^\}\n)/m);
  assert.equal(JSON.parse(json).schema, 'cluster-bench/comparison@1');
  assert.match(
    line,
    /^::error title=cluster-bench%3A Regression::cluster-2-rr is slower: [^\n]*−20\.0%25[^\n]*\n$/,
  );
});

test('annotations go to standard error, so that standard output stays what it is', async (context) => {
  const { cwd, env } = step(context);
  let errors = '';
  const stderr = { write: (text: string) => (errors += text) } as unknown as NodeJS.WriteStream;
  await reportToGitHub(() => result, { cwd, env, stderr });
  assert.equal(errors, '::error title=cluster-bench%3A Regression::slower\n');
});

const result: StepResult = {
  blocks: [...paragraph('x'.repeat(1_000_000)), ...paragraph('y'.repeat(40_000))],
  annotations: [{ level: 'error', title: 'Regression', message: 'slower' }],
  folder: null,
  verdict: 'two\nlines',
};

test('the summary of a step stays below 1 MiB, with what other commands wrote', async (context) => {
  const { cwd, env, summary, outputs } = step(context);
  const around = { cwd, env, stderr: process.stderr };
  const quiet = { ...result, annotations: [] };
  await reportToGitHub(() => quiet, around);
  assert.equal(summary().length, 1_000_000 + 40_000 + 3);
  await reportToGitHub(() => ({ ...quiet, folder: join(cwd, 'run') }), around);
  assert.ok(summary().length <= 2 ** 20);
  assert.match(
    summary(),
    /y\nThe rest is too long for this page\. Charts and the whole report are in `run`\.\n$/,
  );
  assert.deepEqual(outputs(), { folder: join(cwd, 'run'), verdict: 'two\nlines' });
});

test('a summary that cannot be written is a notice', async (context) => {
  const { cwd, env } = step(context);
  await slowedRuns(cwd);
  writeFileSync(join(cwd, 'file'), '');
  const nowhere = { ...env, GITHUB_STEP_SUMMARY: join(cwd, 'file', 'summary') };
  const { code, output } = await runHere(['compare', 'before', 'before'], { cwd, env: nowhere });
  assert.equal(code, 0);
  assert.match(output, /cluster-bench: GITHUB_STEP_SUMMARY could not be written: .*ENOTDIR/);
});
