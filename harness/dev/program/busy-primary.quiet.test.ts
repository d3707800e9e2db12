/** On a busy host the primary does not get the time that it asks for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detailOf, okTrialOf, runMisbehaving } from '../testing/misbehaving-runs.ts';

test('busy-primary: the primary uses half a core for a third of the window', async (context) => {
  const args = ['--topology', 'cluster', '--workers', '2', '--duration', '6'];
  const trial = okTrialOf(await runMisbehaving(context, 'busy-primary', ...args), 'cluster-2-rr');
  assert.equal(detailOf(trial).busyShare, 0.5);
  assert.ok(trial.cpu.coresByRole.primary > 0.1, `${trial.cpu.coresByRole.primary} cores`);
});
