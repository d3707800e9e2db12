/** The workflow step that opens an issue, run from the workflow file with a fake `gh`. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { readWorkflow } from '../dev/testing/workflow.ts';

const workflow = readWorkflow(readFileSync(join('.github', 'workflows', 'nightly.yml'), 'utf8'));
const script = workflow.jobs.issue?.steps.find(({ run }) => run?.includes('gh issue'))?.run ?? '';

/** A fake `gh` that records its arguments, one per line, and lists these issues as open. */
const gh = (open: string) => `#!/bin/sh
printf '%s\\n' "$@" -- >> called
[ "$2" = list ] && printf '${open}'
[ "$1" != label ]
`;

/** Recorded calls of `gh`, each with its arguments. */
function callsOf(context: TestContext, title: string, open: string): string[][] {
  const cwd = temporaryFolder(context);
  mkdirSync(join(cwd, 'night'));
  writeFileSync(join(cwd, 'night', 'night.json'), JSON.stringify({ issue: { title } }));
  writeFileSync(join(cwd, 'night', 'issue.md'), '**Regression.**\n');
  writeFileSync(join(cwd, 'gh'), gh(open), { mode: 0o700 });
  const env = {
    PATH: `${cwd}:${process.env.PATH}`,
    LABEL: 'nightly-regression',
    RUN: 'https://example.invalid/1',
  };
  // The same shell options as in GitHub Actions.
  execFileSync('bash', ['-e', '-c', script], { cwd, env });
  assert.equal(
    readFileSync(join(cwd, 'night', 'issue.md'), 'utf8'),
    '**Regression.**\n\nReport, charts and records: https://example.invalid/1\n',
  );
  const calls = readFileSync(join(cwd, 'called'), 'utf8').split('--\n').slice(0, -1);
  return calls.map((call) => call.trimEnd().split('\n'));
}

const HOSTILE = 'Nightly $(touch x) `touch x` "; touch x; " --label y';

test('without an open issue one is created, with the title unchanged', (context) => {
  const calls = callsOf(context, HOSTILE, '');
  assert.deepEqual(calls.at(-1), [
    ...['issue', 'create', '--title', HOSTILE],
    ...['--label', 'nightly-regression', '--body-file', 'night/issue.md'],
  ]);
  assert.deepEqual(
    calls.map((call) => call[1]),
    ['create', 'list', 'create'],
  );
});

test('an open issue gets a comment and the new title', (context) => {
  const calls = callsOf(context, HOSTILE, '17\\n');
  assert.deepEqual(calls.slice(-2), [
    ['issue', 'edit', '17', '--title', HOSTILE],
    ['issue', 'comment', '17', '--body-file', 'night/issue.md'],
  ]);
});
