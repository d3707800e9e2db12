/** The command in real repositories: what it refuses, and one comparison with real servers. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ab as asProcess, assertNoWorktrees, files, SERVER } from '../dev/testing/ab-runs.ts';
import { recordIn, temporaryFolder } from '../dev/testing/cli.ts';
import { repositoryIn, testRepository } from '../dev/testing/repository.ts';
import { runHere } from '../dev/testing/run-here.ts';

const ab = (...[context, repository, args, options]: Parameters<typeof asProcess>) =>
  asProcess(context, repository, args, { ...options, runIt: runHere });

test('a branch that exists only on the remote is used, and named', async (context) => {
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
    /--base main: there is no local branch with that name, so origin\/main \([0-9a-f]{7}\) is used/,
  );
});

test('a setup command that fails or times out ends it with its last output, and releases --out', async (context) => {
  const repository = testRepository(context, files);
  const out = join(temporaryFolder(context), 'out');
  const before = repository.state();
  const failing = 'for i in $(seq 30); do echo "line $i"; done; echo "no lock file" >&2; exit 7';
  const failed = await ab(context, repository, ['--base', 'HEAD', '--setup', failing], { out });
  assert.equal(failed.code, 2);
  assert.match(failed.output, /--setup failed \(exit code 7\) in base HEAD \(.{7}\): for i in/);
  assert.match(failed.output, /\n {2}\| line 30\n {2}\| no lock file\n {2}full output: .*setup-base\.log\n$/);
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

test('an app that is missing from a version, or outside the repository, is refused, and nothing is left', async (context) => {
  const repository = testRepository(context, files);
  const { folder, git, commit, write } = repository;
  git('tag', 'v1');
  commit({ 'new.js': SERVER });
  write({ '../outside.js': SERVER });
  for (const [app, sentence] of [
    ['./new.js', /^cluster-bench: --app new\.js: the file does not exist in base v1 \(.{7}\)\n$/],
    ['../outside.js', /^cluster-bench: --app .*outside\.js is outside the checkout/],
    ['express', /^cluster-bench: --app express is a built-in app/],
    ['./package.json', /^cluster-bench: --app package\.json of base v1 \(.{7}\) is not a script/],
  ] as const) {
    const run = await ab(context, repository, ['--base', 'v1', '--app', app]);
    assert.equal(run.code, 2, run.output);
    assert.match(run.output, sentence);
    assert.ok(!existsSync(run.out), run.output);
  }
  assertNoWorktrees(repository);
  assert.deepEqual(readdirSync(folder).sort(), ['.git', 'cost.js', 'new.js', 'package.json', 'server.js']);
});

test('each refusal is one sentence', async (context) => {
  const repository = testRepository(context, files);
  for (const [args, sentence] of [
    [['--base', 'nope'], '--base nope: no such commit, branch or tag in this repository'],
    [['--base', 'HEAD', '--head', 'nope'], '--head nope: no such commit, branch or tag in this repository'],
    [
      ['--base', 'HEAD', 'nope'],
      'unexpected "nope"; versions follow a flag, and a value with spaces needs quotes: --base main --setup "npm ci"',
    ],
    [
      ['--base', 'HEAD', '--trials', '3'],
      '--trials is not a flag of ab: it runs pairs of trials; use --min-pairs and --max-pairs',
    ],
    [['--node', '18,22'], '--node 18: counting requests in the app needs Node 20.19, 22.12 or later'],
  ] as const) {
    const { code, output, out } = await ab(context, repository, args);
    assert.deepEqual([code, output], [2, `cluster-bench: ${sentence}\n`]);
    assert.ok(!existsSync(out));
  }
  const outside = repositoryIn(temporaryFolder(context));
  outside.write(files);
  const { code, output } = await ab(context, outside, ['--base', 'HEAD']);
  assert.deepEqual([code, output.split('\n').length], [2, 2]);
  assert.match(output, /^cluster-bench: ab compares versions in git, and .* is not in a git checkout/);
});

test('two Node versions run the same app, in a checkout or outside', async (context) => {
  const cwd = temporaryFolder(context);
  const { CLUSTER_BENCH_INTERNAL_NEWER_NODE: newer = process.execPath } = process.env;
  symlinkSync(process.execPath, join(cwd, 'node-a'));
  symlinkSync(newer, join(cwd, 'node-b'));
  const args = ['--node', './node-a,./node-b', '--app', 'http', '--delay', '50', '--max-pairs', '1'];
  const run = await ab(context, { folder: cwd }, args);
  assert.equal(run.code, 0, run.output);
  const { version } = recordIn(join(run.out, 'head')).node;
  const isSame = newer === process.execPath;
  assert.equal(version === process.version, isSame);
  const [one, other] = isSame ? [' (./node-a)', ' (./node-b)'] : ['', ''];
  const names = `base Node ${process.versions.node}${one} head Node ${version.slice(1)}${other} 1 variant`;
  assert.ok(run.said.includes(names), run.said);
  assert.equal(recordIn(join(run.out, 'base')).node.version, process.version);
  assert.equal(run.cell().verdict, 'undecided');
  assert.doesNotMatch(run.output, /differs: Node/, 'Node is the change under test');
});
