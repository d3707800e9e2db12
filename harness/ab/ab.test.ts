/** The command as a user starts it: real repositories, real servers. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { recordIn, runCli, temporaryFolder } from '../dev/testing/cli.ts';
import { repositoryIn, type TestRepository, testRepository, worktreesOf } from '../dev/testing/repository.ts';
import { type ComparedCell, comparisonSchema } from '../records/comparison.ts';

const LOAD = ['--duration', '1', '--warmup', '0.1', '--connections', '8'];

/** Burns as many milliseconds a request as `cost.js` says. */
const SERVER = `const cost = require('./cost.js');
require('node:http')
  .createServer((_, response) => {
    const end = performance.now() + cost;
    while (performance.now() < end);
    response.end('{}');
  })
  .listen(process.env.PORT);
`;
const files = { 'server.js': SERVER, 'cost.js': 'module.exports = 0;\n', 'package.json': '{}' };

/** A run of `ab` in a repository, with a folder for its results that lies outside. */
async function ab(
  context: TestContext,
  { folder }: Pick<TestRepository, 'folder'>,
  args: readonly string[],
  { out = join(temporaryFolder(context), 'out'), env = {} } = {},
) {
  const app = args.includes('--app') ? [] : ['--app', './server.js', '--path', '/'];
  const load = args.includes('--connections') ? LOAD.slice(0, -2) : LOAD;
  const result = await runCli(['ab', ...load, ...app, '--out', out, ...args], { cwd: folder, env });
  return {
    ...result,
    out,
    said: result.output.replace(/\s+/g, ' '),
    setupLog: (side: string) => readFileSync(join(out, `setup-${side}.log`), 'utf8'),
    cell: (): ComparedCell => {
      const { cells } = comparisonSchema.parse(
        JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8')),
      );
      return cells[0] ?? assert.fail('nothing was compared');
    },
  };
}

function assertNoWorktrees(repository: TestRepository): void {
  assert.deepEqual(worktreesOf(repository), [repository.folder]);
}

test('a slower working tree is found, and the checkout stays as it was, byte for byte', async (context) => {
  const repository = testRepository(context, { ...files, '.gitignore': 'ignored.js\n', 'notes.txt': '1\n' });
  const { git, write } = repository;
  git('tag', 'v1');
  write({ 'notes.txt': 'put aside\n' });
  git('stash');
  write({
    'cost.js': "module.exports = require('./untracked.js');\n",
    'untracked.js': 'module.exports = 2;\n',
  });
  write({ 'ignored.js': '', 'notes.txt': 'staged\n' });
  git('add', 'notes.txt');
  const asBefore = () => [
    repository.state(),
    git('status', '--porcelain'),
    git('stash', 'list'),
    git('reflog'),
  ];
  const before = asBefore();

  const setup = ['--setup', 'ls -A; git rev-parse HEAD; cat notes.txt'];
  const run = await ab(context, repository, ['--base', 'v1', '--max-pairs', '15', '--seed', '1', ...setup]);
  assert.equal(run.code, 1, run.output);
  assert.equal(run.cell().verdict, 'regression');
  assert.match(run.said, /base v1 \(.{7}\) head working tree \(.{7}\+changes\) 1 setup, up to 15 pairs each/);
  assert.match(run.output, /decided: regression/);
  assert.match(run.output, /^Regression: single −\d/m);
  assert.match(readFileSync(join(run.out, 'comparison.md'), 'utf8'), /^## Regression/);
  assert.ok(existsSync(join(run.out, 'charts', 'effects.png')));

  const [base, head] = [recordIn(join(run.out, 'base')), recordIn(join(run.out, 'head'))];
  const commit = git('rev-parse', 'v1');
  assert.deepEqual(
    [base.git, head.git],
    [
      { commit, branch: 'v1', dirty: false },
      { commit, branch: 'main', dirty: true },
    ],
  );
  assert.deepEqual(base.pairing?.id, head.pairing?.id);
  assert.deepEqual(run.setupLog('base').split('\n').slice(0, 5), [
    ...['.git', '.gitignore', 'cost.js', 'notes.txt', 'package.json'],
  ]);
  assert.match(run.setupLog('head'), /server\.js\nuntracked\.js\n[0-9a-f]{40}\nstaged\n$/);
  assert.doesNotMatch(run.setupLog('head'), /ignored\.js/);

  assert.deepEqual(asBefore(), before);
  assertNoWorktrees(repository);
});

test('both sides are offered one rate, a share of one maximum', async (context) => {
  const repository = testRepository(context, files);
  repository.write({ 'cost.js': 'module.exports = 1;\n' });
  const steady = ['--scenario', 'steady-rate', '--rate', '20%', '--connections', '4'];
  const { out, output } = await ab(context, repository, ['--base', 'HEAD', '--max-pairs', '2', ...steady]);
  const rates = (['base', 'head'] as const).flatMap((side) =>
    recordIn(join(out, side)).trials.map((trial) => trial.status === 'ok' && trial.load.offeredRate),
  );
  assert.equal(rates.length, 4, output);
  assert.ok(rates[0] && rates.every((rate) => rate === rates[0]), `${rates}`);
});

test('a branch that only the remote has is used, and named', async (context) => {
  const repository = testRepository(context, files);
  const { git } = repository;
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  git('remote', 'add', 'origin', 'git@example.invalid:shop.git');
  git('checkout', '--quiet', '--detach');
  git('branch', '--quiet', '--delete', '--force', 'main');
  const { code, said } = await ab(context, repository, ['--base', 'main', '--setup', 'exit 3']);
  assert.equal(code, 2);
  assert.match(
    said,
    /--base main: there is no local branch of that name, so origin\/main \([0-9a-f]{7}\) is used/,
  );
});

test('no change is found in a subfolder of an odd name, within a git hook of another repository', async (context) => {
  const repository = testRepository(context, { 'root.txt': '' }, 'Prüf stand "1" $HOME');
  const { folder, git, write, commit } = repository;
  const other = testRepository(context, files);
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.folder, 'lib');
  const api = join(folder, 'packages', 'my api');
  // Waits alone hardly differ from trial to trial.
  const waiting = `require('node:http')
    .createServer((_, response) => setTimeout(() => response.end('{}'), 20))
    .listen(process.env.PORT);`;
  write({
    'packages/my api/server.js': waiting,
    'packages/my api/package.json': '{ "dependencies": { "a": "1" } }',
  });
  commit();
  const hook = join(folder, '.git', 'hooks', 'post-checkout');
  mkdirSync(join(folder, '.git', 'hooks'));
  writeFileSync(hook, '#!/bin/sh\nexit 1\n');
  chmodSync(hook, 0o755);
  const before = [repository.state(), other.state()];

  const args = ['--base', 'HEAD', '--head', 'main', '--threshold', '95%', '--max-pairs', '15'];
  const env = { GIT_DIR: join(other.folder, '.git'), GIT_INDEX_FILE: join(other.folder, '.git', 'index') };
  const run = await ab(context, { folder: api }, args, { env });
  assert.equal(run.code, 0, run.output);
  assert.equal(run.cell().verdict, 'no-change');
  assert.match(run.output, /base and head are the same commit: a change that is found is a false alarm/);
  for (const side of ['base HEAD', 'head main']) {
    assert.match(run.output, new RegExp(`${side} \\(.{7}\\) has submodules, whose folders are empty here`));
    assert.match(run.output, new RegExp(`${side} \\(.{7}\\) has dependencies, which are not installed here`));
  }
  assert.deepEqual([repository.state(), other.state()], before);
  assertNoWorktrees(repository);
});

test('a version that does not come to serve is given up after three pairs', async (context) => {
  const repository = testRepository(context, files);
  repository.write({ 'server.js': 'throw new Error("no database");\n' });
  const run = await ab(context, repository, ['--base', 'HEAD']);
  assert.equal(run.code, 1);
  assert.match(run.output, /no database/);
  assert.match(run.output, /^single: head failed, or gave no figure, three times, and got no more pairs$/m);
  assert.match(run.said, /Without figures of the head: single/);
  assert.equal(recordIn(join(run.out, 'head')).trials.length, 3);
  assertNoWorktrees(repository);
});

test('a setup that fails or takes too long ends it with the last words, and --out may be named again', async (context) => {
  const repository = testRepository(context, files);
  const out = join(temporaryFolder(context), 'out');
  const before = repository.state();
  const failing = 'for i in $(seq 30); do echo "line $i"; done; echo "no lock file" >&2; exit 7';
  const failed = await ab(context, repository, ['--base', 'HEAD', '--setup', failing], { out });
  assert.equal(failed.code, 2);
  assert.match(failed.output, /--setup failed \(exit code 7\) in base HEAD \(.{7}\): for i in/);
  assert.match(failed.output, /\n {2}\| line 30\n {2}\| no lock file\n {2}all of it: .*setup-base\.log\n$/);
  assert.doesNotMatch(failed.output, /\| line 2\n/);
  assert.match(failed.setupLog('base'), /^line 1\n/);

  const slow = ['--setup', 'echo begun; sleep 600 & wait', '--setup-timeout', '1'];
  const late = await ab(context, repository, ['--base', 'HEAD', ...slow], { out });
  assert.equal(late.code, 2, late.output);
  assert.match(
    late.output,
    /--setup took longer than --setup-timeout of 1 s in base HEAD .*\n {2}\| begun\n/,
  );
  assert.deepEqual(readdirSync(out), ['setup-base.log']);
  assert.deepEqual(repository.state(), before);
});

test('an app that a version lacks, or that no version holds, is refused and nothing is left', async (context) => {
  const repository = testRepository(context, files);
  const { folder, git, commit, write } = repository;
  git('tag', 'v1');
  commit({ 'new.js': SERVER });
  write({ '../outside.js': SERVER });
  for (const [app, sentence] of [
    ['./new.js', /^cluster-bench: --app new\.js: there is no such file in base v1 \(.{7}\)\n$/],
    ['../outside.js', /^cluster-bench: --app .*outside\.js lies outside of the checkout/],
    ['express', /^cluster-bench: --app express is a built-in app/],
    ['./package.json', /^cluster-bench: --app package\.json of base v1 \(.{7}\) is no script/],
  ] as const) {
    const run = await ab(context, repository, ['--base', 'v1', '--app', app]);
    assert.equal(run.code, 2, run.output);
    assert.match(run.output, sentence);
    assert.ok(!existsSync(run.out), run.output);
  }
  assertNoWorktrees(repository);
  assert.deepEqual(readdirSync(folder).sort(), ['.git', 'cost.js', 'new.js', 'package.json', 'server.js']);
});

test('refusals are one sentence each', async (context) => {
  const repository = testRepository(context, files);
  for (const [args, sentence] of [
    [['--base', 'nope'], '--base nope: no such commit, branch or tag in this repository'],
    [['--base', 'HEAD', '--head', 'nope'], '--head nope: no such commit, branch or tag in this repository'],
    [
      ['--base', 'HEAD', 'nope'],
      'unexpected "nope"; versions follow their flags, and a value with blanks is quoted: --base main --setup "npm ci"',
    ],
    [
      ['--base', 'HEAD', '--trials', '3'],
      '--trials is no flag of ab: it runs pairs of trials, which --min-pairs and --max-pairs bound',
    ],
    [['--node', '18,22'], '--node 18: what counts requests in the app needs Node 20.19, 22.12 or later'],
  ] as const) {
    const { code, output, out } = await ab(context, repository, args);
    assert.deepEqual([code, output], [2, `cluster-bench: ${sentence}\n`]);
    assert.ok(!existsSync(out));
  }
  const outside = repositoryIn(temporaryFolder(context));
  outside.write(files);
  const { code, output } = await ab(context, outside, ['--base', 'HEAD']);
  assert.deepEqual([code, output.split('\n').length], [2, 2]);
  assert.match(output, /^cluster-bench: ab compares versions in git, and .* is in no git checkout/);
});

test('two Nodes run the same app, in a checkout or in none', async (context) => {
  const cwd = temporaryFolder(context);
  const { CLUSTER_BENCH_INTERNAL_NEWER_NODE: newer = process.execPath } = process.env;
  symlinkSync(process.execPath, join(cwd, 'node-a'));
  symlinkSync(newer, join(cwd, 'node-b'));
  const args = ['--node', './node-a,./node-b', '--app', 'http', '--delay', '1', '--max-pairs', '1'];
  const run = await ab(context, { folder: cwd }, args);
  assert.equal(run.code, 0, run.output);
  const { version } = recordIn(join(run.out, 'head')).node;
  const isSame = newer === process.execPath;
  assert.equal(version === process.version, isSame);
  const [one, other] = isSame ? [' (./node-a)', ' (./node-b)'] : ['', ''];
  const names = `base Node ${process.versions.node}${one} head Node ${version.slice(1)}${other} 1 setup`;
  assert.ok(run.said.includes(names), run.said);
  assert.equal(recordIn(join(run.out, 'base')).node.version, process.version);
  assert.equal(run.cell().verdict, 'undecided');
  assert.doesNotMatch(run.output, /differs: Node/, 'that is the change itself');
});
