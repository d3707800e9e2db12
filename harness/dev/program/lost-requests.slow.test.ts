/** The accounts balance over 200 random events in ten long trials. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { crash } from '../../../scenarios/events/crash.ts';
import { deploy } from '../../../scenarios/events/deploy.ts';
import { commandContext } from '../../commands/command-context.ts';
import { readUserConfig } from '../../config/user-config.ts';
import { detectCapabilities } from '../../host/capabilities.ts';
import { resolvedHere } from '../../library/checked-config.ts';
import { executeRun } from '../../run/run.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import { sum } from '../../stats/summary.ts';
import { temporaryFolder } from '../testing/cli.ts';

const TRIALS = 10;
const EVENTS = 20;
const SECONDS = 40;

/** Events after which the target goes on, even if they overlap. */
const REPEATABLE = [deploy.name, crash.name];

async function trialOf(context: TestContext, random: () => number, topology: string) {
  const folder = temporaryFolder(context);
  const out = join(folder, 'run');
  mkdirSync(out);
  const event = Array.from({ length: EVENTS }, () => {
    const name = REPEATABLE[Math.floor(random() * REPEATABLE.length)];
    return `${name} at ${(1 + random() * (SECONDS - 2)).toFixed(2)}s`;
  });
  const flags = {
    ...{ app: 'http', scenario: 'steady-rate', topology, policy: 'rr', proxy: 'none', workers: '3' },
    ...{ rate: '150', connections: '15', 'load-processes': '2', delay: '20', 'max-errors': '100%' },
    ...{ trials: '1', duration: String(SECONDS), warmup: '1', out, event },
  };
  const host = await detectCapabilities();
  const run = await resolvedHere(
    await readUserConfig(flags, {}, folder),
    { ...commandContext(), cwd: folder },
    host,
  );
  const { record } = await executeRun(run, host, {
    watch: () => {},
    signal: new AbortController().signal,
  });
  const [trial] = record.trials;
  assert.ok(trial?.status === 'ok', JSON.stringify(trial));
  return trial;
}

for (let index = 0; index < TRIALS; index++) {
  test(`the accounts of trial ${index + 1} of ${TRIALS} balance over ${EVENTS} random events`, async (context) => {
    const { accounts, load, events } = await trialOf(context, mulberry32(index), 'cluster');
    assert.ok(accounts !== null);
    const { correct, wrong, lost, unavailable, unfinished } = accounts;
    assert.equal(
      load.inFlightAtStart + load.sent,
      correct + wrong + sum(Object.values(lost)) + unavailable + unfinished,
    );
    assert.deepEqual([correct, unfinished], [load.completed, load.unfinished]);
    assert.equal(accounts.notNoted, 0);
    assert.equal(events.length, EVENTS);
  });
}
