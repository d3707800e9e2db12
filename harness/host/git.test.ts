import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { recordIn, runCli } from '../dev/testing/cli.ts';
import { testRepository } from '../dev/testing/repository.ts';
import { untrustedCheckout } from './untrusted-checkout.ts';

const SERVER = `require('node:http').createServer((_, response) => response.end('{}')).listen(process.env.PORT);`;
const LOAD = ['--path', '/', '--duration', '1', '--warmup', '0.1', '--connections', '4', '--trials', '1'];
const APP = ['--app', './server.js', '--workers', '1', '--proxy', 'none'];
/** Git's own switch for its tests: every checkout is another's. */
const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };

async function untrusted(context: TestContext, args: readonly string[]) {
  const { folder } = testRepository(context, { 'server.js': SERVER });
  const { code, output } = await runCli([...args, ...APP, ...LOAD], { cwd: folder, env });
  const help = `git does not trust ${folder}, because another user owns it; if you do, run: git config --global --add safe.directory ${folder}`;
  return { folder, code, output, help };
}

test('a run in a checkout of another user has no commit, and says why', async (context) => {
  const { folder, code, output, help } = await untrusted(context, []);
  assert.equal(code, 0, output);
  assert.ok(output.includes(`the record does not name the commit: ${help}\n`), output);
  assert.equal(recordIn(join(folder, 'run')).git, null);
});

test('nightly, which needs commits, refuses it', async (context) => {
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
