/** `comment`: the result in a folder becomes the comment of a pull request. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { writeComparison } from '../../reports/compare/write.ts';
import { writeNight } from '../../reports/nightly/write.ts';
import { exampleNight } from '../../reports/testing/example-night.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { compared, namedRun } from '../dev/testing/compared-runs.ts';
import { startGitHub, TOKEN } from '../dev/testing/github-api.ts';
import { runHere } from '../dev/testing/run-here.ts';
import { writeRecord } from '../records/journal.ts';

const EVENT = { pull_request: { number: 7 } };
const drawsNothing = async () => null;

async function prepared(context: TestContext, event: unknown = EVENT) {
  const cwd = temporaryFolder(context);
  const github = await startGitHub(context);
  writeFileSync(join(cwd, 'event.json'), JSON.stringify(event));
  mkdirSync(join(cwd, 'run'));
  await writeRecord(join(cwd, 'run'), namedRun().record);
  const env = {
    GITHUB_TOKEN: TOKEN,
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    GITHUB_REPOSITORY: 'you/shop',
    GITHUB_EVENT_PATH: join(cwd, 'event.json'),
    GITHUB_SERVER_URL: 'https://github.test',
    GITHUB_RUN_ID: '5',
  };
  const comment = (args: readonly string[], others: Readonly<Record<string, string>> = {}) =>
    runHere(['comment', ...args], { cwd, env: { ...env, ...others } });
  return { cwd, github, comment };
}

test('a folder with a run, a comparison or a night gives the comment of each', async (context) => {
  const { cwd, github, comment } = await prepared(context);
  const first = await comment(['run']);
  assert.deepEqual(first, {
    code: 0,
    signal: null,
    output: 'comment created: https://github.test/comment-1\n',
  });
  assert.match(github.comments[0]?.body ?? '', /^<!-- cluster-bench:result -->\n# `express`: /);
  assert.match(
    github.comments[0]?.body ?? '',
    /\[workflow run\]\(https:\/\/github\.test\/you\/shop\/actions\/runs\/5\)/,
  );

  await writeComparison(compared(namedRun(), namedRun({ day: 2 })), join(cwd, 'run'), drawsNothing);
  const second = await comment(['run']);
  assert.equal(second.output, 'comment updated: https://github.test/comment-1\n');
  assert.match(github.comments[0]?.body ?? '', /\n## No regression: 2 unchanged\n/);

  await writeNight(exampleNight(), { nights: null, ab: null }, join(cwd, 'run'));
  await comment(['run', '--key', 'night']);
  assert.match(
    github.comments[1]?.body ?? '',
    /^<!-- cluster-bench:night -->\n# Good: no regression against 3 good/,
  );
});

test('a token that may not comment is a sentence, and no failure', async (context) => {
  const { github, comment } = await prepared(context);
  github.instead = (request) =>
    request.startsWith('POST /repos')
      ? { status: 403, body: { message: 'Resource not accessible by integration' } }
      : null;
  const { code, output } = await comment(['run']);
  assert.equal(code, 0);
  assert.match(
    output.replace(/\s+/g, ' '),
    /no comment: this token may not write one \(POST .*: 403 Resource not accessible by integration\)\. A pull request from a fork has a token that only reads/,
  );
  const inActions = await comment(['run'], { GITHUB_ACTIONS: 'true' });
  assert.match(
    inActions.output,
    /^::warning title=cluster-bench%3A No comment::no comment: this token may not/,
  );
});

test('a wrong token is a failure, in one sentence that does not show it', async (context) => {
  const { comment } = await prepared(context);
  const { code, output } = await comment(['run'], { GITHUB_TOKEN: 'gone' });
  assert.equal(code, 1);
  assert.match(output, /^cluster-bench: no comment: POST .*graphql: 401 Bad credentials\n$/);
});

test('an event without a pull request gets no comment, unless a flag names one', async (context) => {
  const { github, comment } = await prepared(context, { ref: 'refs/heads/main' });
  const { code, output } = await comment(['run']);
  assert.equal(code, 0);
  assert.match(output, /^cluster-bench: no comment: this event has no open pull request/);
  assert.deepEqual(github.requests, []);
  assert.equal((await comment(['run', '--pull-request', '7'])).code, 0);
  assert.equal(github.comments.length, 1);
});

test('after a workflow run the comment goes to its pull request, and links to its page', async (context) => {
  const { github, comment } = await prepared(context, {
    workflow_run: {
      html_url: 'https://github.test/you/shop/actions/runs/4',
      head_sha: 'c0ffee',
      head_branch: 'fix',
      head_repository: { owner: { login: 'someone' } },
    },
  });
  assert.equal((await comment(['run'])).code, 0);
  assert.match(github.comments[0]?.body ?? '', /actions\/runs\/4\)/);
});

test('whatever is wrong is refused before GitHub is asked', async (context) => {
  const { cwd, github, comment } = await prepared(context);
  writeFileSync(join(cwd, 'broken.json'), '{');
  mkdirSync(join(cwd, 'damaged'));
  writeFileSync(join(cwd, 'damaged', 'comparison.json'), '{"schema": "cluster-bench/comparison@1"}');
  mkdirSync(join(cwd, 'newer'));
  writeFileSync(join(cwd, 'newer', 'night.json'), '{"schema": "cluster-bench/night@9"}');
  for (const [args, env, sentence] of [
    [[], {}, /comment needs the folder of a result/],
    [['nowhere'], {}, /there is no run at .*nowhere/],
    [['damaged'], {}, /comparison\.json is damaged at tool/],
    [['newer'], {}, /night\.json has the schema cluster-bench\/night@9; this cluster-bench reads/],
    [['run', '--key', 'a -->'], {}, /--key takes up to 60 letters/],
    [['run'], { GITHUB_TOKEN: '' }, /comment needs a token in GITHUB_TOKEN/],
    [['run'], { GITHUB_REPOSITORY: '' }, /comment needs the repository in GITHUB_REPOSITORY/],
    [['run'], { GITHUB_API_URL: 'ftp://x' }, /GITHUB_API_URL takes a URL such as/],
    [['run'], { GITHUB_EVENT_PATH: join(cwd, 'broken.json') }, /GITHUB_EVENT_PATH names no event of GitHub/],
  ] as const) {
    const { code, output } = await comment(args, env);
    assert.equal(code, 2, output);
    assert.match(output.replace(/\s+/g, ' '), sentence);
  }
  assert.deepEqual(github.requests, []);
});
