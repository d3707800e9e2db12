/** `ab` as a user starts it: real repositories, real servers, and as many pairs as necessary. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ab, assertNoWorktrees, files } from '../dev/testing/ab-runs.ts';
import { DRAWS_CHARTS } from '../dev/testing/charts.ts';
import { recordIn } from '../dev/testing/cli.ts';
import { testRepository } from '../dev/testing/repository.ts';

test('a slower working tree is found, and the checkout is unchanged, byte for byte', async (context) => {
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
  const run = await ab(context, repository, ['--base', 'v1', '--max-pairs', '15', '--seed', '1', ...setup], {
    env: DRAWS_CHARTS,
  });
  assert.equal(run.code, 1, run.output);
  assert.equal(run.cell().verdict, 'regression');
  assert.match(
    run.said,
    /base v1 \(.{7}\) head working tree \(.{7}\+changes\) 1 variant, up to 15 pairs each/,
  );
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

test('both sides get the same rate, a share of one maximum', async (context) => {
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

test('no change is found in a subfolder with special characters, within a git hook of another repository', async (context) => {
  const repository = testRepository(context, { 'root.txt': '' }, 'Prüf stand "1" $HOME');
  const { folder, git, write, commit } = repository;
  const other = testRepository(context, files);
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.folder, 'lib');
  const api = join(folder, 'packages', 'my api');
  // Pure waiting hardly differs between trials.
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
  assert.match(run.output, /base and head are the same commit, so any significant change is a false alarm/);
  for (const side of ['base HEAD', 'head main']) {
    assert.match(run.output, new RegExp(`${side} \\(.{7}\\) has submodules, which are not checked out`));
    assert.match(run.output, new RegExp(`${side} \\(.{7}\\) has dependencies, which are not installed`));
  }
  assert.deepEqual([repository.state(), other.state()], before);
  assertNoWorktrees(repository);
});

test('a version that fails to start is given up after three pairs', async (context) => {
  const repository = testRepository(context, files);
  repository.write({ 'server.js': 'throw new Error("no database");\n' });
  const run = await ab(context, repository, ['--base', 'HEAD']);
  assert.equal(run.code, 1);
  assert.match(run.output, /no database/);
  assert.match(
    run.output,
    /^(?:- )?single: head failed, or gave no figure, three times: it got no more\s+pairs$/m,
  );
  assert.match(run.said, /Without figures in head: single/);
  assert.equal(recordIn(join(run.out, 'head')).trials.length, 3);
  assertNoWorktrees(repository);
});
