/** An app that forks its own cluster: the process that listens is judged, whatever started it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../testing/cli.ts';
import { recordOf, rolesOf, single, trialOf } from '../testing/launched-runs.ts';

test('an app that forks its own cluster: its workers and its primary are recognized', async (context) => {
  const folder = temporaryFolder(context);
  const record = await recordOf(context, ['--app', './forks.mjs', ...single], folder);
  assert.deepEqual(rolesOf(trialOf(record)), ['primary', 'worker', 'worker', 'worker']);
  const report = readFileSync(join(folder, 'run', 'report.md'), 'utf8');
  assert.match(report, /The app runs its own cluster of 3 workers/);
  assert.doesNotMatch(report, /the single process/);
});
