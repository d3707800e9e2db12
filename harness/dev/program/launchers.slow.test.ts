/** Apps that are started by something else: the process that listens is judged, whatever started it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import type { OkTrial } from '../../records/run.ts';
import { recordOf, rolesOf, single, trialOf } from '../testing/launched-runs.ts';

const FALSE_NOTES = ['more-workers', 'worker-skew', 'worker-stalled', 'agent-silent'];

const falseNotes = ({ warnings }: OkTrial) =>
  warnings.map(({ code }) => code).filter((code) => FALSE_NOTES.includes(code));

test('npm start: npm is a launcher, the server the worker; a cluster is skipped', async (context) => {
  const record = await recordOf(context, [
    '--app-command',
    'npm start',
    '--workers',
    '1,2',
    '--proxy',
    'none',
  ]);
  const trial = trialOf(record);
  assert.equal(record.plan.apps[0]?.source, 'npm start');
  assert.deepEqual(rolesOf(trial), ['launcher', 'worker']);
  assert.deepEqual(falseNotes(trial), []);
  assert.match(record.skipped[0]?.reason ?? '', /^a command cannot be forked as the worker of a cluster/);
});

for (const [args, roles] of [
  [
    ['--app', './wrapper.mjs'],
    ['launcher', 'worker'],
  ],
  [
    ['--app', './helper.mjs'],
    ['other', 'worker'],
  ],
  [
    ['--app-command', 'MODE=fast node wrapper.mjs'],
    ['launcher', 'worker'],
  ],
] as const) {
  test(`${args.join(' ')}: ${roles.join(' and ')}`, async (context) => {
    const trial = trialOf(await recordOf(context, [...args, ...single]));
    assert.deepEqual(rolesOf(trial), [...roles]);
    assert.deepEqual(falseNotes(trial), []);
  });
}

test('a server in another language is probed by connecting, and has memory', async (context) => {
  try {
    execFileSync('python3', ['-c', 'import http.server']);
  } catch {
    return context.skip('there is no python3');
  }
  const trial = trialOf(
    await recordOf(context, ['--app-command', 'python3 -m http.server {port}', ...single]),
  );
  assert.deepEqual(rolesOf(trial), ['worker']);
  assert.ok((trial.processes[0]?.rssBytes ?? 0) > 1_000_000);
  assert.deepEqual(falseNotes(trial), []);
});
