/** A host of which the program may use one core, and what it then refuses. */
import assert from 'node:assert/strict';
import { cpus } from 'node:os';
import { test } from 'node:test';
import { runCli, temporaryFolder } from '../testing/cli.ts';
import { first, second } from '../testing/host-runs.ts';

test('--cpus with a core outside of the cpuset is refused', async (context) => {
  const outside = second ?? cpus().length;
  const cwd = temporaryFolder(context);
  const wrapper = ['taskset', '-c', String(first)];
  const { code, output } = await runCli(['--cpus', `target=${first},load=${outside}`], { cwd, wrapper });
  assert.equal(code, 2);
  assert.equal(
    output,
    `cluster-bench: --cpus: load names core ${outside}, but the usable cores are ${first}\n`,
  );
});
