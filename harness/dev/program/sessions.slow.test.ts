/** Real runs of virtual users who log in and come back: who meets a worker without the session. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { groupResults } from '../../../reports/groups.ts';
import { agrees, sessionMisses } from '../../../reports/sessions.ts';
import { commandContext } from '../../commands/command-context.ts';
import { readUserConfig } from '../../config/user-config.ts';
import { detectCapabilities } from '../../host/capabilities.ts';
import { resolvedHere } from '../../library/checked-config.ts';
import type { RunRecord } from '../../records/run.ts';
import { executeRun } from '../../run/run.ts';
import { temporaryFolder } from '../testing/cli.ts';

const CLUSTER = { app: 'http', topology: 'cluster', policy: 'rr', proxy: 'none', workers: '4' };
const LOAD = { connections: '64', trials: '1', warmup: '1', duration: '2', 'load-processes': '1' };

async function runOf(context: TestContext, flags: Readonly<Record<string, string>>): Promise<RunRecord> {
  const folder = temporaryFolder(context);
  const out = join(folder, 'run');
  mkdirSync(out);
  const host = await detectCapabilities();
  const all = { ...CLUSTER, ...LOAD, ...flags, out };
  const around = { ...commandContext(), cwd: folder };
  const run = await resolvedHere(await readUserConfig(all, {}, folder), around, host);
  const { record } = await executeRun(run, host, { watch: () => {}, signal: new AbortController().signal });
  for (const trial of record.trials) assert.equal(trial.status, 'ok', JSON.stringify(trial));
  return record;
}

/** The share of 401s of each scenario, and whether the workers' shares of the requests predict it. */
function missesOf(record: RunRecord) {
  return groupResults(record).flatMap(({ results, scenario, ...group }) =>
    results.flatMap((result) => {
      const [row] = sessionMisses({ ...group, scenario, results: [result] });
      const [trial] = result.ok;
      assert.ok(trial);
      return [
        { scenario, row, statuses: trial.load.statuses, warnings: trial.warnings.map(({ code }) => code) },
      ];
    }),
  );
}

test('64 users on new connections miss their session as often as predicted, and never with a token', async (context) => {
  const [memory, token] = missesOf(await runOf(context, { scenario: 'sessions-memory,sessions-jwt' }));
  assert.ok(memory?.row, 'every worker reports its requests');
  // The tolerance is two points, or three standard deviations of as many independent visits. Its false alarms are rare,
  // and no share that would do without the prediction (0, 0.5 or 1) is within it.
  const { measured, predicted, visits } = memory.row;
  assert.ok(agrees({ ...memory.row, visits: visits / 2 }), `${measured} of ${predicted} in ${visits} visits`);
  assert.ok(measured > 0.5 && measured < 1);
  assert.ok(!memory.warnings.includes('errors'), 'its 401s are no errors');
  assert.deepEqual(Object.keys(token?.statuses ?? {}), ['200']);
});

test('a kept connection stays with the worker that knows the session', async (context) => {
  const [memory] = missesOf(
    await runOf(context, { scenario: 'sessions-memory', 'connections-mode': 'kept' }),
  );
  assert.deepEqual(Object.keys(memory?.statuses ?? {}), ['200']);
  assert.equal(memory?.row?.measured, 0);
});

test('heavy requests and the others have figures of their own', async (context) => {
  // With this seed the first request of a connection is heavy.
  const flags = { scenario: 'blocking-threads', topology: 'single', workers: '1', warmup: '0', seed: '7' };
  const record = await runOf(context, flags);
  const [trial] = record.trials;
  assert.ok(trial?.status === 'ok');
  const labels = trial.load.byLabel.map(({ label }) => label);
  assert.deepEqual(labels.toSorted(), ['blocking', 'other']);
  assert.deepEqual(Object.keys(trial.load.statuses), ['200']);
});
