import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { hashChanges } from './hash-changes.ts';

test('the hash tells changes of tracked files apart, and a clean checkout has none', async (context) => {
  const cwd = temporaryFolder(context);
  assert.equal(await hashChanges(cwd), null, 'no checkout');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd });
  const file = join(cwd, 'server.js');
  writeFileSync(file, 'one');
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'First');
  writeFileSync(join(cwd, 'untracked'), 'x');
  assert.equal(await hashChanges(cwd), null);
  writeFileSync(file, 'two');
  const two = await hashChanges(cwd);
  assert.match(two ?? '', /^[0-9a-f]{64}$/);
  writeFileSync(file, 'three');
  const three = await hashChanges(cwd);
  assert.notEqual(three, two);
  git('add', 'server.js');
  assert.equal(await hashChanges(cwd), three, 'staged or not');
  writeFileSync(file, 'two');
  assert.equal(await hashChanges(cwd), two);
});
