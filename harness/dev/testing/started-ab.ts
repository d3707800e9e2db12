/** A started `ab`, for tests that interrupt it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { startCli, temporaryFolder } from './cli.ts';
import { testRepository, worktreesOf } from './repository.ts';

const LOAD = ['--path', '/', '--duration', '1', '--warmup', '0.1', '--connections', '8', '--seed', '1'];

const SERVER = `require('node:http').createServer((_, response) => setTimeout(() => response.end('{}'), 20)).listen(process.env.PORT);`;

export function begin(context: TestContext, args: readonly string[] = []) {
  const repository = testRepository(context, { 'server.js': SERVER });
  repository.write({ 'changed.js': '' });
  const before = repository.state();
  const out = join(temporaryFolder(context), 'out');
  const command = ['ab', '--base', 'HEAD', '--app', './server.js', ...LOAD, '--out', out, ...args];
  return {
    repository,
    out,
    cli: startCli(command, { cwd: repository.folder }),
    folders: () => worktreesOf(repository).slice(1),
    assertUntouched: () => {
      assert.deepEqual(worktreesOf(repository), [repository.folder]);
      // Git's own empty folder, which may or may not remain: the last `ab` removes it, but the guard does not.
      const { '.git/worktrees/': _, ...state } = repository.state();
      assert.deepEqual(state, before);
    },
  };
}
