import assert from 'node:assert/strict';
import { test } from 'node:test';
import { untrusted } from '../dev/testing/foreign-checkouts.ts';
import { untrustedCheckout } from './git.ts';

test('nightly, which needs commits, refuses an untrusted checkout', async (context) => {
  const { code, output, help } = await untrusted(context, ['nightly']);
  assert.equal(code, 2);
  assert.equal(output, `cluster-bench: nightly compares commits, and ${help}\n`);
});

test('a path is quoted for the shell, and an older git is understood', () => {
  assert.match(
    untrustedCheckout("fatal: unsafe repository ('/srv/my app' is owned by someone else)\n") ?? '',
    /^git does not trust \/srv\/my app, .* --add safe\.directory '\/srv\/my app'$/,
  );
  assert.equal(untrustedCheckout('fatal: not a git repository'), null);
});
