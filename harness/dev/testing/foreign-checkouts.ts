/** Checkouts that belong to another user. */
import type { TestContext } from 'node:test';
import { runCli } from './cli.ts';
import { testRepository } from './repository.ts';

const SERVER = `require('node:http').createServer((_, response) => response.end('{}')).listen(process.env.PORT);`;

const LOAD = ['--path', '/', '--duration', '1', '--warmup', '0.1', '--connections', '4', '--trials', '1'];

const APP = ['--app', './server.js', '--workers', '1', '--proxy', 'none'];

/** Git's own switch for its tests: every checkout belongs to another user. */
const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };

export async function untrusted(context: TestContext, args: readonly string[]) {
  const { folder } = testRepository(context, { 'server.js': SERVER });
  const { code, output } = await runCli([...args, ...APP, ...LOAD], { cwd: folder, env });
  const help = `git does not trust ${folder}, because another user owns it; if you do, run: git config --global --add safe.directory ${folder}`;
  return { folder, code, output, help };
}
