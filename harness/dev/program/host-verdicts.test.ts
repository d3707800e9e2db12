/** A host of which the program may use one core. */
import assert from 'node:assert/strict';
import { cpus } from 'node:os';
import { test } from 'node:test';
import { costsOfTrial } from '../../judge/costs.ts';
import { cellOf } from '../testing/cell-of.ts';
import { runCli, temporaryFolder } from '../testing/cli.ts';
import { ANSWERS, doctorSays, first, second } from '../testing/host-runs.ts';
import { recordOf, trialOf } from '../testing/provoke.ts';

test('a cpuset of one core: bounds, defaults and figures are of it alone', async (context) => {
  const whole = cpus().length;
  if (whole < 2) return context.skip('the host has one CPU');
  const wrapper = ['taskset', '-c', String(first)];
  const args = ['--connections', '10', '--policy', 'rr'];
  const record = await recordOf(context, args, ANSWERS, { wrapper });
  const { cores, hostCores, coreThreads } = record.host;
  assert.deepEqual({ cores, hostCores, coreThreads }, { cores: 1, hostCores: whole, coreThreads: [[first]] });
  assert.deepEqual(
    record.cells.map(({ workers }) => workers),
    [1, 2],
  );
  const trial = trialOf(record);
  assert.equal(trial.cpu.cores.length, 1);
  const costs = costsOfTrial(cellOf(record, trial), trial);
  const limit = trial.bounds.find(({ setBy }) => setBy === 'host')?.limit;
  assert.ok(costs && limit);
  assert.ok(Math.abs((limit * costs.hostMs) / 1000 - 1) < 1e-9, 'the bound is that of one core');
  const said = await doctorSays(context, wrapper);
  assert.deepEqual(
    [said.get('cores')?.level, said.get('cores')?.numbers],
    ['note', { cores: 1, hostCores: whole }],
  );
});

test('--cpus with a core outside of the cpuset is refused', async (context) => {
  const outside = second ?? cpus().length;
  const cwd = temporaryFolder(context);
  const wrapper = ['taskset', '-c', String(first)];
  const { code, output } = await runCli(['--cpus', `target=${first},load=${outside}`], { cwd, wrapper });
  assert.equal(code, 2);
  assert.equal(output, `cluster-bench: --cpus: load names core ${outside}, and there are ${first} to use\n`);
});
