/**
 * The action is valid to GitHub's own parser, keeps what others write out of its scripts, and its steps do what they
 * should, run in bash with a GitHub on this host.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { commandNames } from '../../commands/index.ts';
import { writeRecord } from '../../records/journal.ts';
import { DRAWS_NOTHING } from '../testing/charts.ts';
import { temporaryFolder } from '../testing/cli.ts';
import { faster, namedRun } from '../testing/compared-runs.ts';
import { type ActionRun, readAction, runAction } from '../testing/composite-action.ts';
import { startGitHub, TOKEN } from '../testing/github-api.ts';
import { actionErrors } from '../testing/workflow.ts';

const text = readFileSync('action.yml', 'utf8');
const action = readAction(text);
const { steps } = action.runs;

test('the action is valid, and the parser refuses what GitHub refuses', async () => {
  assert.deepEqual(await actionErrors('action.yml', text), []);
  for (const [found, instead, message] of [
    ['using: composite', 'using: composed', /composed/],
    ['      shell: bash\n', '', /shell/],
    ['icon: bar-chart-2', 'image: bar-chart-2', /image/],
    ['inputs.command }}', 'secrets.command }}', /secrets/],
  ] as const) {
    assert.match(
      (await actionErrors('action.yml', text.replace(found, instead))).join('\n'),
      message,
      instead,
    );
  }
});

test('it has what the Marketplace needs, and every input and output says what it is', () => {
  assert.ok(action.name && action.description.length <= 125 && action.branding.icon && action.branding.color);
  for (const entry of Object.values({ ...action.inputs, ...action.outputs })) assert.ok(entry.description);
});

test('nothing that others write stands in a script, and other actions are pinned to the same commits as ours', () => {
  for (const { run, shell } of steps) {
    assert.doesNotMatch(run ?? '', /\$\{\{/);
    assert.equal(run === undefined || shell === 'bash', true);
  }
  const pins = readdirSync('.github/workflows').map((name) =>
    readFileSync(join('.github', 'workflows', name), 'utf8'),
  );
  const uses = text.match(/uses: .*/g) ?? [];
  assert.equal(uses.length, steps.filter((step) => step.uses).length);
  for (const line of uses) {
    assert.match(line, /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    assert.ok(
      pins.some((workflow) => workflow.includes(line)),
      line,
    );
  }
});

test('only the comment sees the token, and only commands that exist are started', () => {
  const withToken = steps.filter((step) => JSON.stringify(step).includes('github-token'));
  assert.deepEqual(
    withToken.map(({ id }) => id),
    ['comment'],
  );
  const [, alternatives = ''] =
    /^ +(run \|.*)\) ;;$/m.exec(steps.find(({ id }) => id === 'measure')?.run ?? '') ?? [];
  for (const name of [...alternatives.split(' | '), 'comment']) assert.ok(commandNames.includes(name), name);
});

/** A workspace with two runs, of which the second is slower, and a pull request on a GitHub of its own. */
async function prepared(context: TestContext, event: unknown = { pull_request: { number: 7 } }) {
  const cwd = temporaryFolder(context);
  const github = await startGitHub(context);
  for (const [name, run] of [
    ['before', namedRun()],
    ['after 1', namedRun({ day: 2, alter: faster(0.8, 'cluster-2-rr') })],
  ] as const) {
    mkdirSync(join(cwd, 'results', name), { recursive: true });
    await writeRecord(join(cwd, 'results', name), run.record);
  }
  writeFileSync(join(cwd, 'event.json'), JSON.stringify(event));
  const env = {
    ...DRAWS_NOTHING,
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    HOME: cwd,
    GITHUB_ACTION_PATH: process.cwd(),
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    GITHUB_REPOSITORY: 'you/shop',
    GITHUB_EVENT_PATH: join(cwd, 'event.json'),
  };
  const use = (inputs: ActionRun['inputs'], others: Readonly<Record<string, string>> = {}) =>
    runAction(action, { inputs, env: { ...env, ...others }, github: { token: TOKEN }, cwd });
  return { cwd, github, use };
}

const COMPARE = {
  command: 'compare',
  args: `before 'after 1'\n--min-effect 3%`,
  'working-directory': 'results',
  comment: 'true',
};

test('a regression is in the summary, the annotations and a comment, which the next run updates', async (context) => {
  const { github, use } = await prepared(context);
  const first = await use(COMPARE);
  assert.equal(first.isFailed, true, 'the action fails as the command does');
  assert.deepEqual(first.ran, ['install', 'measure', 'comment', 'Verdict']);
  const { folder, ...outputs } = first.outputs;
  assert.deepEqual(outputs, {
    verdict: 'regression',
    store: '',
    'exit-code': '1',
    'comment-url': 'https://github.test/comment-1',
  });
  assert.ok(readdirSync(folder ?? '').includes('comparison.html'), 'a folder to upload');
  assert.match(first.summary, /^## 1 regression among 2 variants/);
  assert.match(first.log, /^::error title=cluster-bench%3A Regression::cluster-2-rr is slower/m);
  assert.match(
    github.comments[0]?.body ?? '',
    /^<!-- cluster-bench:result -->\n## 1 regression among 2 variants/,
  );

  const second = await use({ ...COMPARE, args: 'before before' });
  assert.equal(second.isFailed, false, second.log);
  assert.deepEqual(second.ran, ['install', 'measure', 'comment']);
  assert.equal(github.comments.length, 1);
  assert.match(github.comments[0]?.body ?? '', /\n## No regression: 2 unchanged\n/);
});

test('where the token may not comment, everything else is as always', async (context) => {
  const { github, use } = await prepared(context);
  github.instead = (request) =>
    request.startsWith('POST /repos') ? { status: 403, body: { message: 'Resource not accessible' } } : null;
  const { isFailed, outputs, summary, log } = await use({ ...COMPARE, args: 'before before' });
  assert.equal(isFailed, false);
  assert.match(
    log,
    /^::warning title=cluster-bench%3A No comment::no comment: this token may not write one/m,
  );
  assert.match(summary, /^## No regression/);
  assert.equal(outputs.verdict, 'ok');
});

test('after the run of a fork, a second workflow comments from its artifact, and measures nothing', async (context) => {
  const { github, use } = await prepared(context, {
    workflow_run: {
      html_url: 'https://github.test/you/shop/actions/runs/4',
      head_sha: 'c0ffee',
      head_branch: 'fix',
      head_repository: { owner: { login: 'someone' } },
    },
  });
  const { isFailed, ran, log } = await use({
    command: 'comment',
    folder: 'results/before',
    'comment-key': 'fork',
  });
  assert.equal(isFailed, false, log);
  assert.deepEqual(ran, ['install', 'comment']);
  assert.match(github.comments[0]?.body ?? '', /^<!-- cluster-bench:fork -->\n# `express`: /);
});

/** A fake npm. The program that it installs or builds prints its arguments. */
const NPM = `#!/bin/sh
printf '%s\n' "$PWD" "$@" > "$HOME/asked"
home=$PWD
if [ "$1" = install ]; then
  while [ "$1" != --prefix ]; do shift; done
  home=$2/node_modules/cluster-bench
fi
mkdir -p "$home/dist/harness"
echo 'console.log(JSON.stringify(process.argv.slice(2)))' > "$home/dist/harness/cli.js"
`;

test('a version comes from npm, without one the action’s own commit is built, and anything else is refused', async (context) => {
  const { cwd, use } = await prepared(context);
  const [bin, checkout] = [join(cwd, 'bin'), join(cwd, 'checkout')];
  for (const folder of [bin, checkout]) mkdirSync(folder);
  writeFileSync(join(bin, 'npm'), NPM, { mode: 0o755 });
  const env = {
    PATH: `${bin}${delimiter}${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    GITHUB_ACTION_PATH: checkout,
  };
  const asked = () => readFileSync(join(cwd, 'asked'), 'utf8');
  const args = `--app ./server.js --store ~/nights --setup "npm ci && echo '$HOME' \\$(id)"`;
  const { isFailed, log } = await use({ command: 'nightly', version: '0.1.0', args }, env);
  assert.equal(isFailed, false, log);
  assert.match(asked(), /\ninstall\n.*\ncluster-bench@0\.1\.0\n$/s);
  assert.deepEqual(JSON.parse(log), [
    ...['nightly', '--app', './server.js', '--store', `${cwd}/nights`],
    ...['--setup', `npm ci && echo '$HOME' \\$(id)`],
  ]);
  assert.deepEqual(JSON.parse((await use({ command: 'run' }, env)).log), ['run']);
  assert.equal(asked(), `${checkout}\nci\n--include=dev\n--no-audit\n--no-fund\n`);
  const strange = await use({ command: 'run', version: 'file:../x' }, env);
  assert.deepEqual([strange.isFailed, strange.ran], [true, ['install']]);
  assert.match(strange.log, /^::error title=cluster-bench::version takes a version or tag of npm/);
});

test('another command is refused, and so are quotes without an end', async (context) => {
  const { use } = await prepared(context);
  const other = await use({ command: 'doctor; touch x' });
  assert.deepEqual([other.isFailed, other.ran], [true, ['install', 'measure']]);
  assert.match(
    other.log,
    /^::error title=cluster-bench::command takes run, compare, ab, nightly or comment\./,
  );
  const open = await use({ command: 'compare', args: 'before "after' });
  assert.deepEqual([open.isFailed, open.ran], [true, ['install', 'measure']]);
  assert.match(open.log, /quote/);
});
