import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { addressOf, repositoryAddress } from './repository-address.ts';

test('every form of a remote leads to the same page', () => {
  for (const remote of [
    'git@github.com:owner/name.git',
    'ssh://git@github.com/owner/name.git',
    'ssh://git@github.com:22/owner/name',
    'https://github.com/owner/name.git',
    'https://github.com/owner/name/',
  ]) {
    assert.equal(addressOf(remote), 'https://github.com/owner/name', remote);
  }
});

test('GitLab groups and company hosts are kept, with their port', () => {
  assert.equal(addressOf('git@gitlab.com:group/sub/name.git'), 'https://gitlab.com/group/sub/name');
  assert.equal(addressOf('https://gitlab.example:8443/a/b.git'), 'https://gitlab.example:8443/a/b');
});

test('credentials never reach an address', () => {
  assert.equal(addressOf('https://user:token@github.com/owner/name.git'), 'https://github.com/owner/name');
});

test('no other remote has an address', () => {
  for (const remote of [
    '/srv/git/name.git',
    '../name',
    'https://example.com/a/b',
    '',
    'javascript:github()',
  ]) {
    assert.equal(addressOf(remote), null, remote);
  }
});

test('a checkout has the address of its origin, and a plain folder has none', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-bench-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  assert.equal(await repositoryAddress(folder), null);
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args]);
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'git@github.com:owner/name.git');
  assert.equal(await repositoryAddress(folder), 'https://github.com/owner/name');
});
