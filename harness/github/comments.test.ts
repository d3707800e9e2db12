/** Comments of pull requests, with a GitHub on this host. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Answer, OURSELVES, startGitHub, TOKEN } from '../dev/testing/github-api.ts';
import { type ApiAccess, ApiError } from './api.ts';
import { putComment } from './comments.ts';
import { pullRequestOf } from './pull-request.ts';

const PLACE = { repository: 'you/shop', pullRequest: 7, key: 'result' } as const;
const MARKER = '<!-- cluster-bench:result -->';

/** A GitHub, access to it, and the pauses that were made in milliseconds. */
async function prepared(context: TestContext) {
  const github = await startGitHub(context);
  const waits: number[] = [];
  const access: ApiAccess = {
    apiUrl: github.url,
    graphqlUrl: `${github.url}/graphql`,
    token: TOKEN,
    wait: async (milliseconds) => waits.push(milliseconds),
  };
  const posts = () => github.requests.filter((request) => request.startsWith('POST /repos'));
  return { github, access, waits, posts };
}

/** instead answers once with each of the answers, to the requests that begin so. */
function instead(beginning: string, ...answers: readonly Answer[]) {
  const left = [...answers];
  return (request: string) => (request.startsWith(beginning) ? (left.shift() ?? null) : null);
}

test('the first time a comment is created, later it is updated; another key is another comment', async (context) => {
  const { github, access } = await prepared(context);
  assert.deepEqual(await putComment('one', PLACE, access), {
    done: 'created',
    url: 'https://github.test/comment-1',
  });
  assert.deepEqual(await putComment('two', PLACE, access), {
    done: 'updated',
    url: 'https://github.test/comment-1',
  });
  await putComment('other', { ...PLACE, key: 'result-2' }, access);
  assert.deepEqual(
    github.comments.map(({ body }) => body),
    [`${MARKER}\ntwo`, '<!-- cluster-bench:result-2 -->\nother'],
  );
});

test('our comment is found on a later page, and the marker of somebody else is not ours', async (context) => {
  const { github, access } = await prepared(context);
  github.add('someone', `${MARKER}\nnot ours`);
  for (let count = 0; count < 198; count += 1) github.add(OURSELVES, `quotes ${MARKER}`);
  await putComment('one', PLACE, access);
  assert.equal(github.comments.length, 200);
  await putComment('two', PLACE, access);
  assert.equal(github.comments.length, 200);
  assert.equal(github.comments.at(-1)?.body, `${MARKER}\ntwo`);
  assert.equal(github.comments[0]?.body, `${MARKER}\nnot ours`);
});

test('errors of the server and rate limits are waited for, and then it works', async (context) => {
  const { github, access, waits } = await prepared(context);
  github.instead = instead(
    'GET',
    { status: 502, body: {} },
    { status: 403, body: { message: 'secondary rate limit' }, headers: { 'retry-after': '7' } },
    { status: 429, body: {} },
  );
  assert.equal((await putComment('one', PLACE, access)).done, 'created');
  assert.deepEqual(waits, [1_000, 7_000, 4_000]);
});

test('a lost answer to a new comment does not make a second one', async (context) => {
  const { github, access, posts } = await prepared(context);
  github.instead = (request) => {
    if (!request.startsWith('POST /repos') || posts().length > 1) return null;
    github.add(OURSELVES, `${MARKER}\none`);
    return { status: 502, body: { message: 'bad gateway' } };
  };
  assert.equal((await putComment('one', PLACE, access)).done, 'updated');
  assert.equal(github.comments.length, 1);
});

test('a comment that was deleted meanwhile is created anew', async (context) => {
  const { github, access } = await prepared(context);
  await putComment('one', PLACE, access);
  github.instead = (request) => {
    if (!request.startsWith('PATCH')) return null;
    github.comments.length = 0;
    return { status: 404, body: { message: 'Not Found' } };
  };
  assert.equal((await putComment('two', PLACE, access)).done, 'created');
});

test('it gives up in the end, and at once if the token may not or the wait is too long', async (context) => {
  const { github, access, waits } = await prepared(context);
  const attempt = (answer: Answer) => {
    github.instead = () => answer;
    return assert.rejects(putComment('one', PLACE, access), (error) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.status, answer.status);
      return true;
    });
  };
  await attempt({ status: 403, body: { message: 'Resource not accessible by integration' } });
  await attempt({ status: 403, body: {}, headers: { 'retry-after': '3600' } });
  assert.deepEqual(waits, []);
  github.requests.length = 0;
  await attempt({ status: 429, body: {} });
  assert.deepEqual(waits, [1_000, 2_000, 4_000]);
});

test('an unexpected answer, or none, is an error with the address', async (context) => {
  const { github, access } = await prepared(context);
  github.instead = instead('POST /graphql', { status: 200, body: { data: null } });
  await assert.rejects(
    putComment('one', PLACE, access),
    /^ApiError: POST .*\/graphql: 200 unexpected answer at data/,
  );
  const nowhere = { ...access, graphqlUrl: 'http://127.0.0.1:1/' };
  await assert.rejects(
    putComment('one', PLACE, nowhere),
    /^ApiError: POST http:\/\/127\.0\.0\.1:1\/: bad port/,
  );
});

test('the pull request is the event’s own, or the open one whose last commit a workflow’s run had', async (context) => {
  const { github, access } = await prepared(context);
  const of = (event: Parameters<typeof pullRequestOf>[0]) => pullRequestOf(event, 'you/shop', access);
  const run = (head_sha: string, login = 'someone') => ({
    workflow_run: { html_url: '', head_sha, head_branch: 'fix', head_repository: { owner: { login } } },
  });
  assert.equal(await of({ pull_request: { number: 3 } }), 3);
  assert.equal(await of({ issue: { number: 4, pull_request: {} } }), 4);
  assert.equal(await of({ issue: { number: 4 } }), null);
  assert.equal(await of({}), null);
  assert.deepEqual(github.requests, []);
  assert.equal(await of(run('c0ffee')), 7);
  assert.equal(await of(run('a commit that was replaced')), null);
  assert.equal(await of(run('c0ffee', 'another')), null);
});
