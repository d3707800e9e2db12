import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { type TestRepository, testRepository, worktreesOf } from '../dev/testing/repository.ts';
import { startTicksOf } from '../processes/alive.ts';
import { openRepository, versionAt } from './repository.ts';
import { removeAbandoned, Worktrees } from './worktrees.ts';

const { signal } = new AbortController();

async function worktreesIn(context: TestContext, { folder }: TestRepository) {
  const repository = await openRepository(folder);
  const scratch = temporaryFolder(context);
  return {
    scratch,
    worktrees: new Worktrees(repository.git, scratch),
    version: await versionAt(repository, 'HEAD', '--base'),
    ...repository,
  };
}

test('both sides are checked out, and leave nothing behind', async (context) => {
  const repository = testRepository(context, { 'server.js': 'one\n' });
  const before = repository.state();
  const { worktrees, version } = await worktreesIn(context, repository);
  const base = await worktrees.add('base', version, signal);
  repository.git('config', 'unrelated.value', '1');
  const head = await worktrees.add('head', version, signal);
  assert.deepEqual(worktreesOf(repository), [repository.folder, base, head]);
  assert.deepEqual(
    [base, head].map((path) => readFileSync(join(path, 'server.js'), 'utf8')),
    ['one\n', 'one\n'],
  );
  await worktrees[Symbol.asyncDispose]();
  assert.deepEqual(worktreesOf(repository), [repository.folder]);
  assert.deepEqual([existsSync(base), existsSync(head)], [false, false]);
  repository.git('config', '--remove-section', 'unrelated');
  const withoutTimeOf = ({ '.git/config': _, ...state }: Readonly<Record<string, string>>) => state;
  assert.deepEqual(withoutTimeOf(repository.state()), withoutTimeOf(before));
});

test('the user’s hooks do not run, but filters and line ends apply', async (context) => {
  const repository = testRepository(context, {
    '.gitattributes': '*.up filter=up -text\n',
    'a.txt': 'one\n',
    'a.up': 'SHOUT\n',
  });
  const { folder, git } = repository;
  const ran = join(folder, '..', 'ran');
  for (const hooks of ['.git/hooks', 'own-hooks']) {
    mkdirSync(join(folder, hooks), { recursive: true });
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-commit']) {
      writeFileSync(join(folder, hooks, hook), `#!/bin/sh\necho ${hook} >> "${ran}"\nexit 1\n`);
      chmodSync(join(folder, hooks, hook), 0o755);
    }
  }
  git('config', 'core.autocrlf', 'true');
  git('config', 'filter.up.smudge', 'tr A-Z a-z');
  for (const path of ['.git/hooks', join(folder, 'own-hooks')]) {
    git('config', 'core.hooksPath', path);
    const { worktrees, version } = await worktreesIn(context, repository);
    const added = await worktrees.add('base', version, signal);
    const read = (name: string) => readFileSync(join(added, name), 'utf8');
    assert.deepEqual([read('a.txt'), read('a.up')], ['one\r\n', 'shout\n']);
    await worktrees[Symbol.asyncDispose]();
    assert.ok(!existsSync(ran), ran);
  }
});

test('a setup command that deletes the .git of a worktree leaves nothing behind either', async (context) => {
  const repository = testRepository(context, { 'server.js': '' });
  const { worktrees, version } = await worktreesIn(context, repository);
  const base = await worktrees.add('base', version, signal);
  const head = await worktrees.add('head', version, signal);
  rmSync(join(base, '.git'));
  rmSync(head, { recursive: true });
  await worktrees[Symbol.asyncDispose]();
  assert.deepEqual([worktreesOf(repository), existsSync(base)], [[repository.folder], false]);
});

test('a failed checkout is reported with git’s message, and removed', async (context) => {
  const repository = testRepository(context, { '.gitattributes': '*.big filter=lfs\n', 'a.big': '' });
  repository.git('config', 'filter.lfs.smudge', 'no-such-program-as-this');
  repository.git('config', 'filter.lfs.required', 'true');
  const { worktrees, version } = await worktreesIn(context, repository);
  await assert.rejects(worktrees.add('head', version, signal), {
    name: 'UsageError',
    message: /^head HEAD \(.{7}\) cannot be checked out: .*a\.big: smudge filter lfs failed/,
  });
  await worktrees[Symbol.asyncDispose]();
  assert.deepEqual(worktreesOf(repository), [repository.folder]);
});

test('a slow checkout ends at the first Ctrl-C', async (context) => {
  const repository = testRepository(context, { '.gitattributes': '*.big filter=slow\n', 'a.big': 'x' });
  const begun = join(repository.folder, '..', 'begun');
  repository.git('config', 'filter.slow.smudge', `touch '${begun}'; exec sleep 600`);
  const { worktrees, version } = await worktreesIn(context, repository);
  const interrupt = new AbortController();
  const added = worktrees.add('head', version, interrupt.signal);
  added.catch(() => {});
  while (!existsSync(begun)) await new Promise((resolve) => setTimeout(resolve, 10));
  interrupt.abort();
  await assert.rejects(added);
  await worktrees[Symbol.asyncDispose]();
  assert.deepEqual(worktreesOf(repository), [repository.folder]);
});

test('worktrees of a dead process are removed; those of others are not', async (context) => {
  const repository = testRepository(context, { 'server.js': '' });
  const { git, scratch } = await worktreesIn(context, repository);
  const dead = spawn('true');
  await once(dead, 'exit');
  const started = startTicksOf(process.pid) ?? 0;
  // The second one is of an earlier process with our pid.
  const left = [`cluster-bench-ab-${dead.pid}-1-base`, `cluster-bench-ab-${process.pid}-${started - 1}-head`];
  const others = [`cluster-bench-ab-${process.pid}-${started}-head`, 'mine', 'cluster-bench-ab-mine-base'];
  const pathOf = (name: string) => join(scratch, name);
  for (const name of [...left, ...others])
    repository.git('worktree', 'add', '--quiet', '--detach', pathOf(name));
  await removeAbandoned(git);
  assert.deepEqual(worktreesOf(repository).sort(), [repository.folder, ...others.map(pathOf)].sort());
  assert.deepEqual(
    left.map((name) => existsSync(pathOf(name))),
    [false, false],
  );
});
