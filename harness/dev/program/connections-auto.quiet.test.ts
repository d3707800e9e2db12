/** Runs with `--connections auto`: what is chosen, told and recorded, and that it is enough. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordIn, runCli, temporaryFolder, testApp } from '../testing/cli.ts';
import { codesOf, provoke } from '../testing/provoke.ts';

/** That the command names. */
function connectionsIn(command: readonly string[]): string | undefined {
  return command[command.indexOf('--connections') + 1];
}

test('--connections auto: so many that they limit no setup, told, recorded, and the same again', async (context) => {
  // 2 ms take so few that pilots ask for the 50 which they had, or little more: several times what it takes here.
  const load = ['--connections', 'auto', '--delay', '2', '--path', '/api/users', '--warmup', '0.5'];
  const setups = ['--app', 'express', '--workers', '1,2', '--policy', 'rr'];
  const { record, output } = await provoke(context, [...setups, ...load]);
  const { plan, command, trials } = record;
  const said = output.match(/^(\d+) connections, so that they are not what limits a setup$/m)?.[1];
  assert.equal(said, String(plan.connections), output);
  assert.ok(plan.connections < 500, 'fewer than those of a run that chooses none');
  assert.equal(connectionsIn(command), said);
  assert.deepEqual(trials.map(({ cell }) => cell).sort(), ['cluster-2-rr', 'single']);
  for (const trial of trials) {
    assert.ok(trial.status === 'ok');
    assert.equal(trial.load.connections, plan.connections);
    assert.ok(
      trial.bounds.some(({ setBy }) => setBy === 'connections'),
      'connections could limit it',
    );
    assert.ok(!codesOf(trial).includes('connections-bind'), JSON.stringify(trial.warnings));
  }
});

test('--connections auto where no trial tells: the usual number, and who repeats the run asks anew', async (context) => {
  const cwd = temporaryFolder(context);
  const args = ['--app', testApp('exits-at-once'), '--workers', '1', '--proxy', 'none', '--trials', '1'];
  const { code, output } = await runCli([...args, '--connections', 'auto', '--duration', '1'], { cwd });
  assert.equal(code, 1, output);
  assert.match(output, /^how many connections it takes could not be found out; 500 are used$/m);
  const { plan, command } = recordIn(join(cwd, 'run'));
  assert.equal(plan.connections, 500);
  assert.equal(connectionsIn(command), 'auto');
});
