/** Runs of `ab` in test repositories. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type ComparedCell, comparisonSchema } from '../../records/comparison.ts';
import { type CliOptions, runCli, temporaryFolder } from './cli.ts';
import { type TestRepository, worktreesOf } from './repository.ts';

const LOAD = ['--duration', '1', '--warmup', '0.1', '--connections', '8'];

/** A server that burns the milliseconds per request that `cost.js` exports. */
export const SERVER = `const cost = require('./cost.js');
require('node:http')
  .createServer((_, response) => {
    const end = performance.now() + cost;
    while (performance.now() < end);
    response.end('{}');
  })
  .listen(process.env.PORT);
`;

export const files = { 'server.js': SERVER, 'cost.js': 'module.exports = 0;\n', 'package.json': '{}' };

interface AbOptions {
  readonly out?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Starts the program; as a process by default. */
  readonly runIt?: (args: readonly string[], options: CliOptions) => ReturnType<typeof runCli>;
}

/** Runs `ab` in a repository, with a folder for its results outside of it. */
export async function ab(
  context: TestContext,
  { folder }: Pick<TestRepository, 'folder'>,
  args: readonly string[],
  { out = join(temporaryFolder(context), 'out'), env = {}, runIt = runCli }: AbOptions = {},
) {
  const app = args.includes('--app') ? [] : ['--app', './server.js', '--path', '/'];
  const load = args.includes('--connections') ? LOAD.slice(0, -2) : LOAD;
  const result = await runIt(['ab', ...load, ...app, '--out', out, ...args], { cwd: folder, env });
  return {
    ...result,
    out,
    said: result.output.replace(/\s+/g, ' '),
    setupLog: (side: string) => readFileSync(join(out, `setup-${side}.log`), 'utf8'),
    cell: (): ComparedCell => {
      const { cells } = comparisonSchema.parse(
        JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8')),
      );
      return cells[0] ?? assert.fail('nothing was compared');
    },
  };
}

export function assertNoWorktrees(repository: TestRepository): void {
  assert.deepEqual(worktreesOf(repository), [repository.folder]);
}
