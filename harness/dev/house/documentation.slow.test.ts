/** Runs every command in README and docs/, in the order of the page. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  documentedEnvironment,
  documentedFolder,
  needsOtherHosts,
  ownCommands,
  pages,
} from '../testing/documented.ts';

const program = fileURLToPath(new URL('../../cli.js', import.meta.url));

/** Runs as documented, but short. Flags in the documents override these. */
const SHORT = {
  CLUSTER_BENCH_DURATION: '1',
  CLUSTER_BENCH_WARMUP: '0.1',
  CLUSTER_BENCH_TRIALS: '1',
  CLUSTER_BENCH_CONNECTIONS: '20',
  CLUSTER_BENCH_WORKERS: '1',
  CLUSTER_BENCH_POLICY: 'rr',
  CLUSTER_BENCH_PROXY: 'none',
};

for (const page of pages) {
  const found = ownCommands(page).filter((command) => !needsOtherHosts(command));
  if (found.length === 0) continue;
  test(`the commands of ${page}`, async (context) => {
    const cwd = await documentedFolder(context, page);
    for (const command of found) {
      const line = shortened(command).replace(/^npx cluster-bench/, `"${process.execPath}" "${program}"`);
      const { stdout } = await promisify(execFile)('sh', ['-c', line], {
        cwd,
        env: { ...process.env, ...SHORT, ...documentedEnvironment },
      });
      assert.ok(stdout.length > 0, `${command} printed something`);
    }
  });
}

/** shortened adds flags for pairs, which have no variable. */
function shortened(command: string): string {
  if (command.includes('--max-pairs')) return command;
  return command
    .replace(/\b(cluster-bench ab)\b/, '$1 --max-pairs 1')
    .replace(/\b(cluster-bench nightly)\b/, '$1 --max-pairs 3');
}
