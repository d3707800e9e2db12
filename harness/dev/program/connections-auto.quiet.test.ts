/** Runs with `--connections auto`: what is chosen, reported and recorded, and that it is enough. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordIn, runCli, temporaryFolder, testApp } from '../testing/cli.ts';
import { codesOf, provoke } from '../testing/provoke.ts';

/** connectionsIn is the number in the command. */
function connectionsIn(command: readonly string[]): string | undefined {
  return command[command.indexOf('--connections') + 1];
}

test('--connections auto: enough not to limit a variant, reported, recorded, and the same in a rerun', async (context) => {
  // 2 ms need so few that the pilots ask for the 50 which they had, or little more: several times what is needed
  // here.
  const load = ['--connections', 'auto', '--delay', '2', '--path', '/api/users', '--warmup', '0.5'];
  const variants = ['--app', 'express', '--workers', '1,2', '--policy', 'rr'];
  const { record, output } = await provoke(context, [...variants, ...load]);
  const { plan, command, trials } = record;
  const said = output.match(/^(\d+) connections, so that they do not limit a variant$/m)?.[1];
  assert.equal(said, String(plan.connections), output);
  assert.ok(plan.connections < 500, 'fewer than the default');
  assert.equal(connectionsIn(command), said);
  assert.deepEqual(trials.map(({ cell }) => cell).sort(), ['cluster-2-rr', 'single']);
  for (const trial of trials) {
    assert.ok(trial.status === 'ok');
    assert.equal(trial.load.connections, plan.connections);
    assert.ok(
      trial.limits.some(({ setBy }) => setBy === 'connections'),
      'connections could limit it',
    );
    assert.ok(!codesOf(trial).includes('connections-bind'), JSON.stringify(trial.warnings));
  }
});

test('--connections auto without a successful pilot: the usual number, and a rerun chooses again', async (context) => {
  const cwd = temporaryFolder(context);
  const args = ['--app', testApp('exits-at-once'), '--workers', '1', '--proxy', 'none', '--trials', '1'];
  const { code, output } = await runCli([...args, '--connections', 'auto', '--duration', '1'], { cwd });
  assert.equal(code, 1, output);
  assert.match(output, /^the number of connections could not be determined; using 500$/m);
  const { plan, command } = recordIn(join(cwd, 'run'));
  assert.equal(plan.connections, 500);
  assert.equal(connectionsIn(command), 'auto');
});
