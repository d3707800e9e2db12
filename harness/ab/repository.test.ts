import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { repositoryIn, testRepository } from '../dev/testing/repository.ts';
import { openRepository, versionAt } from './repository.ts';

function cloneOf(context: TestContext, folder: string, ...args: readonly string[]) {
  const clone = join(temporaryFolder(context), 'clone');
  execFileSync('git', ['clone', '--quiet', ...args, `file://${folder}`, clone]);
  return repositoryIn(clone);
}

const usageError = (message: RegExp) => ({ name: 'UsageError', message });

test('a checkout is found from a folder within it, with special characters in its name', async (context) => {
  const { folder } = testRepository(context, { 'packages/api/server.js': '' }, 'Mein Prüfstand $HOME');
  assert.equal((await openRepository(folder)).prefix, '');
  const { root, prefix } = await openRepository(join(folder, 'packages', 'api'));
  assert.deepEqual([root, prefix], [folder, 'packages/api/']);
});

test('a linked worktree is a checkout too', async (context) => {
  const { folder, git } = testRepository(context, { 'server.js': '' });
  const linked = join(folder, '..', 'linked');
  git('worktree', 'add', '--quiet', linked);
  assert.equal((await openRepository(linked)).root, join(folder, '..', 'linked'));
});

test('a folder outside a checkout is refused with the reason', async (context) => {
  const outside = temporaryFolder(context);
  await assert.rejects(
    openRepository(outside),
    usageError(/^ab compares versions in git, and .* is not in a git checkout; --node/),
  );
  repositoryIn(outside).git('init', '--quiet', '--bare');
  await assert.rejects(
    openRepository(outside),
    usageError(/as a checkout: this operation must be run in a work tree/),
  );
  const { folder } = testRepository(context, { 'server.js': '' });
  await assert.rejects(openRepository(join(folder, '.git')), usageError(/must be run in a work tree/));
});

test('a checkout of another user is refused with git’s message about its owner', async (context) => {
  if (process.getuid?.() !== 0) return context.skip('only root can change the owner of files');
  const { folder } = testRepository(context, { 'server.js': '' });
  chownSync(folder, 65534, 65534);
  await assert.rejects(
    openRepository(folder),
    usageError(
      /^ab compares versions in git, and git does not trust .*\/repository, because another user owns it; if you do, run: git config --global --add safe\.directory \/.*\/repository$/,
    ),
  );
});

test('a branch, a tag, a commit and an expression name a version', async (context) => {
  const { folder, git, commit } = testRepository(context, { 'server.js': '1' });
  const first = git('rev-parse', 'HEAD');
  git('tag', '-a', 'v1', '-m', 'annotated');
  const second = commit({ 'server.js': '2' });
  const repository = await openRepository(folder);
  const at = async (ref: string) => {
    const { commit: found, git: gitState, label } = await versionAt(repository, ref, '--base');
    return [found, gitState.branch, label];
  };
  assert.deepEqual(await at('main'), [second, 'main', `main (${second.slice(0, 7)})`]);
  assert.deepEqual((await at('v1'))[0], first);
  assert.deepEqual(await at('HEAD~1'), [first, null, `HEAD~1 (${first.slice(0, 7)})`]);
  assert.deepEqual(await at(first.slice(0, 10)), [first, null, first.slice(0, 7)]);
});

test('a ref without a commit is refused with the reason', async (context) => {
  const { folder, git, commit } = testRepository(context, { 'server.js': '1' });
  const repository = await openRepository(folder);
  const blob = git('rev-parse', 'HEAD:server.js');
  for (const ref of ['nope', '--all', 'main..main', blob, 'HEAD~1', 'main:server.js', '$(touch x)']) {
    await assert.rejects(
      versionAt(repository, ref, '--head'),
      ({ name, message }: Error) =>
        name === 'UsageError' &&
        message === `--head ${ref}: no such commit, branch or tag in this repository`,
    );
  }
  const empty = await openRepository(testRepository(context).folder);
  await assert.rejects(
    versionAt(empty, 'HEAD', '--base'),
    usageError(/^--base HEAD: this repository has no commits yet/),
  );

  const first = git('rev-parse', 'HEAD');
  commit({ 'server.js': '2' });
  const shallow = join(temporaryFolder(context), 'shallow');
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${folder}`, shallow]);
  await assert.rejects(
    versionAt(await openRepository(shallow), first, '--base'),
    usageError(
      /^--base [0-9a-f]{40}: this clone is shallow and does not have it; fetch it first: git fetch origin [0-9a-f]{40}$/,
    ),
  );
  assert.match((await versionAt(await openRepository(shallow), 'main', '--base')).label, /^main \(/);
});

test('a branch that exists only on a remote is used from there', async (context) => {
  const { folder, git } = testRepository(context, { 'server.js': '1' });
  git('branch', 'release/2');
  const clone = cloneOf(context, folder, '--origin', 'upstream');
  clone.git('checkout', '--quiet', '--detach');
  clone.git('branch', '--delete', '--force', 'main');
  const repository = await openRepository(clone.folder);
  const at = async (ref: string) => (await versionAt(repository, ref, '--base')).name;
  assert.equal(await at('main'), 'upstream/main');
  assert.equal(await at('release/2'), 'upstream/release/2');
  await assert.rejects(
    at('mian'),
    usageError(
      /^--base mian: no such commit, branch or tag in this repository, and no upstream\/mian; did you mean main\?$/,
    ),
  );
  await assert.rejects(
    at('other-work'),
    usageError(
      /, and no upstream\/other-work; if the remote has it, fetch it first: git fetch upstream other-work:refs\/remotes\/upstream\/other-work$/,
    ),
  );
  clone.git('remote', 'add', 'fork', folder);
  await assert.rejects(
    at('main'),
    usageError(/name the remote too, such as fork\/main \(remotes: fork, upstream\)$/),
  );
  clone.git('remote', 'rename', 'upstream', 'origin');
  assert.equal(await at('main'), 'origin/main');
});

test('a commit that no ref contains is refused with how to fetch it', async (context) => {
  const { folder, git, commit } = testRepository(context, { 'server.js': '1' });
  const gone = commit({ 'server.js': '2' });
  git('reset', '--quiet', '--hard', 'HEAD~1');
  const clone = cloneOf(context, folder);
  const refused = versionAt(await openRepository(clone.folder), gone, 'the last good night’s commit');
  await assert.rejects(
    refused,
    usageError(
      new RegExp(
        `^the last good night’s commit ${gone}: this clone does not have it, perhaps because of a force-push; fetch it first: git fetch origin ${gone}$`,
      ),
    ),
  );
  clone.git('fetch', '--quiet', 'origin', gone);
  assert.equal((await versionAt(await openRepository(clone.folder), gone, '--base')).commit, gone);
});

test('variables of a git hook are ignored', async (context) => {
  const { folder } = testRepository(context, { 'server.js': '1' });
  const other = testRepository(context, { 'other.js': '2' });
  mkdirSync(join(folder, 'api'));
  const hook = {
    GIT_DIR: join(other.folder, '.git'),
    GIT_WORK_TREE: other.folder,
    GIT_INDEX_FILE: join(other.folder, '.git', 'index'),
    GIT_PREFIX: 'elsewhere/',
    GIT_LITERAL_PATHSPECS: '1',
  };
  const before = { ...process.env };
  context.after(() => {
    for (const name of Object.keys(hook)) delete process.env[name];
    Object.assign(process.env, before);
  });
  Object.assign(process.env, hook);
  const { root, prefix, git } = await openRepository(join(folder, 'api'));
  assert.deepEqual([root, prefix], [folder, 'api/']);
  assert.equal(await git(['ls-files']), 'server.js');
});
