import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { repositoryIn, type TestRepository, testRepository } from '../dev/testing/repository.ts';
import { openRepository } from './repository.ts';
import { snapshotWorkingTree } from './working-tree.ts';

const server = { 'server.js': 'one\n' };

/** The working tree as a version, and a function that reads its files. */
async function snapshot(context: TestContext, { folder, git }: TestRepository, out = '/elsewhere') {
  const scratch = temporaryFolder(context);
  const { signal } = new AbortController();
  const version = await snapshotWorkingTree(await openRepository(folder), scratch, out, signal);
  return {
    ...version,
    files: git('ls-tree', '-r', '--name-only', '-z', version.commit).split('\0').filter(Boolean),
    read: (path: string) => git('show', `${version.commit}:${path}`),
  };
}

test('a clean checkout is its commit', async (context) => {
  const repository = testRepository(context, server);
  const head = repository.git('rev-parse', 'HEAD');
  const { commit, git, label, name } = await snapshot(context, repository);
  assert.deepEqual([commit, git], [head, { commit: head, branch: 'main', dirty: false }]);
  assert.deepEqual([name, label], ['working tree', `working tree (${head.slice(0, 7)}, no changes)`]);
});

test('it contains staged and unstaged changes, removals, new files, modes and links, but no ignored files', async (context) => {
  const repository = testRepository(context, {
    ...server,
    '.gitignore': 'ignored\nnode_modules\n',
    'gone.js': '',
    'removed.js': '',
    'staged.js': 'old\n',
    'both.js': 'old\n',
    'run.sh': '',
  });
  const { folder, git, write } = repository;
  const head = git('rev-parse', 'HEAD');
  write({ 'staged.js': 'staged\n', 'both.js': 'staged\n', 'added.js': 'added\n' });
  git('add', '.');
  git('rm', '--quiet', 'removed.js');
  write({
    'both.js': 'later\n',
    'server.js': 'two\n',
    'new/ünïcode name.js': 'new\n',
    ignored: 'x',
    'node_modules/a/index.js': '',
  });
  rmSync(join(folder, 'gone.js'));
  chmodSync(join(folder, 'run.sh'), 0o755);
  symlinkSync('server.js', join(folder, 'link.js'));
  const before = repository.state();

  const { commit, files, read, git: gitState, label } = await snapshot(context, repository);
  assert.deepEqual(files, [
    ...['.gitignore', 'added.js', 'both.js', 'link.js', 'new/ünïcode name.js', 'run.sh', 'server.js'],
    'staged.js',
  ]);
  assert.deepEqual(['both.js', 'server.js', 'staged.js', 'new/ünïcode name.js', 'link.js'].map(read), [
    'later',
    'two',
    'staged',
    'new',
    'server.js',
  ]);
  assert.match(git('ls-tree', commit, 'run.sh'), /^100755/);
  assert.deepEqual(gitState, { commit: head, branch: 'main', dirty: true });
  assert.equal(label, `working tree (${head.slice(0, 7)}+changes)`);
  assert.deepEqual(repository.state(), before);
});

test('earlier results are excluded, ignored or not', async (context) => {
  const repository = testRepository(context, server);
  const { folder, write } = repository;
  write({
    'cluster-bench-report/a/run.json': '1',
    'api/cluster-bench-report/b/run.json': '1',
    'out [1]/x': '1',
  });
  const { files, git } = await snapshot(context, repository, join(folder, 'out [1]'));
  assert.deepEqual([files, git.dirty], [['server.js'], false]);

  write({
    '.gitignore': 'out*/\nkept/\n',
    'cluster-bench-nightly/history.jsonl': '1',
    'kept/runs/x/ab/y': '1',
  });
  for (const out of ['out [1]', 'kept', 'kept/runs/x/ab']) {
    assert.deepEqual((await snapshot(context, repository, join(folder, out))).files, [
      '.gitignore',
      'server.js',
    ]);
  }
});

test('a rebase in progress, conflicts, a detached HEAD and a sparse checkout are read as they are', async (context) => {
  const repository = testRepository(context, { ...server, 'docs/page.md': '' });
  const { folder, git, commit } = repository;
  git('checkout', '--quiet', '-b', 'topic');
  commit({ 'server.js': 'topic\n' });
  git('checkout', '--quiet', 'main');
  const main = commit({ 'server.js': 'main\n' });
  assert.throws(() => git('merge', '--quiet', 'topic'));
  const before = repository.state();
  assert.match((await snapshot(context, repository)).read('server.js'), /<{7}.*main.*={7}.*topic/s);
  assert.deepEqual(repository.state(), before);

  git('merge', '--abort');
  git('checkout', '--quiet', '--detach');
  git('sparse-checkout', 'set', '--no-cone', '/server.js');
  assert.ok(!existsSync(join(folder, 'docs')));
  const { commit: found, git: gitState } = await snapshot(context, repository);
  assert.deepEqual([found, gitState.branch], [main, null]);
});

test('line ends and filters are applied as in a commit', async (context) => {
  const repository = testRepository(context, {
    '.gitattributes': '*.up filter=up\n*.txt text\n',
    'a.txt': 'one\n',
    'a.up': 'SECRET\n',
  });
  const { git, write } = repository;
  for (const [key, value] of Object.entries({
    'core.autocrlf': 'true',
    'core.safecrlf': 'true',
    'filter.up.clean': 'tr a-z A-Z',
    'filter.up.smudge': 'tr A-Z a-z',
    'filter.up.required': 'true',
  })) {
    git('config', key, value);
  }
  write({ 'a.txt': 'one\r\ntwo\n', 'a.up': 'other\n' });
  const { read } = await snapshot(context, repository);
  assert.deepEqual([read('a.txt'), read('a.up')], ['one\ntwo', 'OTHER']);
});

test('a working tree that git cannot store is refused with its message, and nothing has changed', async (context) => {
  const repository = testRepository(context, server);
  const { folder } = repository;
  mkdirSync(join(folder, 'nested'));
  repositoryIn(join(folder, 'nested')).git('init', '--quiet');
  const before = repository.state();
  await assert.rejects(snapshot(context, repository), {
    name: 'UsageError',
    message:
      /^the working tree cannot be read by git: 'nested\/' does not have a commit checked out; .*failed/,
  });
  assert.deepEqual(repository.state(), before);
});

test('a split index and an intent to add are read', async (context) => {
  const repository = testRepository(context, server);
  const { git, write, folder } = repository;
  write({ 'meant.js': 'meant\n' });
  git('update-index', '--split-index');
  git('add', '--intent-to-add', 'meant.js');
  assert.ok(readdirSync(join(folder, '.git')).some((name) => name.startsWith('sharedindex.')));
  // Git updates the time of a shared index when it reads it, to protect it from cleanup.
  const state = () => Object.entries(repository.state()).filter(([path]) => !path.includes('sharedindex'));
  const before = state();
  const { files, read } = await snapshot(context, repository);
  assert.deepEqual([files, read('meant.js')], [['meant.js', 'server.js'], 'meant']);
  assert.deepEqual(state(), before);
});
