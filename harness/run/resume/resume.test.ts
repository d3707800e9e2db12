/** Runs of made-up trials that are cut and go on: they are the same as runs that were never cut. */
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ResolvedRun } from '../../config/resolved-run.ts';
import { temporaryFolder } from '../../dev/testing/cli.ts';
import { type FakeTrial, fakeRun } from '../../dev/testing/fake-trials.ts';
import { resolved } from '../../dev/testing/resolved.ts';
import { readRun } from '../../judge/judge-run.ts';
import { JOURNAL_FILE, RECORD_FILE } from '../../records/journal.ts';
import type { RunRecord } from '../../records/run.ts';
import { readCutRun } from './read-cut-run.ts';

const two = { workers: [1, 2], policies: ['rr'], proxies: ['none'] };

/** The record without what may differ. */
function lasting({ interruptions: _, startedAt: __, finishedAt: ___, host, ...record }: RunRecord) {
  const trials = record.trials.map((trial) => ({ ...trial, startedAt: '', windowStartedAt: '' }));
  return { ...record, trials, host: { ...host, loadAverage: [] } };
}

/** Interrupts the run in the trial of this order, as the first Ctrl-C does. */
async function interrupted(
  context: TestContext,
  run: ResolvedRun,
  make: FakeTrial,
  order: number,
  folder: string,
) {
  const patience = new AbortController();
  const cut = order > 1 ? await readCutRun(folder).catch(() => undefined) : undefined;
  const stopping: FakeTrial = (planned, signal, app) => {
    if (planned.order < order) return make(planned, signal, app);
    patience.abort();
    return Promise.reject(signal.reason);
  };
  const { outcome } = await fakeRun(context, run, stopping, {
    signal: patience.signal,
    folder,
    ...(cut && { cut }),
  });
  return outcome;
}

/** Leaves what `kill -9` leaves: a journal that ends within a line, and no record. */
function killed(folder: string): void {
  rmSync(join(folder, RECORD_FILE), { force: true });
  appendFileSync(join(folder, JOURNAL_FILE), '{"cell":"single","tri');
}

const plans: Readonly<Record<string, readonly [run: ResolvedRun, make: FakeTrial]>> = {
  'a fixed number of trials': [
    resolved({ ...two, trials: 3 }),
    ({ cell, trial }) => (cell.id === 'single' ? 1_000 : 2_000) + trial,
  ],
  'failed trials': [
    resolved({ ...two, trials: 3 }),
    ({ cell, order }) => (cell.id === 'single' ? 1_000 + order : 'it fell over'),
  ],
  'a precision': [
    resolved({ ...two, trials: 2, precision: 0.05, maxTrials: 6 }),
    ({ cell, trial }) => (cell.id === 'single' ? 1_000 + trial : ([1_000, 2_000, 500][trial % 3] ?? 0)),
  ],
};

for (const [name, [run, make]] of Object.entries(plans)) {
  test(`${name}: cut after any trial, by Ctrl-C or kill -9, a run ends as if it was not`, async (context) => {
    const whole = (await fakeRun(context, run, make)).outcome.record;
    assert.equal(whole.status, 'complete');
    for (let kept = 1; kept < whole.trials.length; kept++) {
      for (const isKilled of [false, true]) {
        const folder = join(temporaryFolder(context), 'run');
        await interrupted(context, run, make, kept + 1, folder);
        if (isKilled) killed(folder);
        const cut = await readCutRun(folder);
        assert.equal(cut.trials.length, kept);
        const { outcome, events } = await fakeRun(context, run, make, { folder, cut });
        const { record } = outcome;
        assert.deepEqual(lasting(record), lasting(whole), `after ${kept}`);
        assert.deepEqual(
          record.interruptions.map(({ afterTrial, cutAt }) => [afterTrial, cutAt === null]),
          [[kept, isKilled]],
        );
        assert.equal(record.startedAt, cut.header.startedAt);
        const [planned] = events;
        assert.ok(planned?.type === 'planned');
        assert.equal(planned.kept, kept);
        assert.deepEqual(await readRun(folder), record);
        const journal = await readRun(join(folder, JOURNAL_FILE));
        assert.deepEqual(journal.trials, record.trials);
        assert.deepEqual(journal.interruptions, record.interruptions);
      }
    }
  });
}

test('a run goes on as often as it is cut, and each cut is recorded', async (context) => {
  const [run, make] = plans['a fixed number of trials'] ?? assert.fail();
  const whole = (await fakeRun(context, run, make)).outcome.record;
  const folder = join(temporaryFolder(context), 'run');
  await interrupted(context, run, make, 2, folder);
  await interrupted(context, run, make, 4, folder);
  killed(folder);
  const again = await interrupted(context, run, make, 4, folder);
  assert.equal(again.record.status, 'partial');
  const cut = await readCutRun(folder);
  const { record } = (await fakeRun(context, run, make, { folder, cut })).outcome;
  assert.deepEqual(lasting(record), lasting(whole));
  assert.deepEqual(
    record.interruptions.map(({ afterTrial }) => afterTrial),
    [1, 3, 3],
  );
  const lines = readFileSync(join(folder, JOURNAL_FILE), 'utf8').split('\n');
  assert.equal(lines.filter((line) => line.includes('"schema"')).length, 1, 'the header stands once');
});

test('the remaining time counts the trials of this sitting alone', async (context) => {
  const [run, make] = plans['a fixed number of trials'] ?? assert.fail();
  const folder = join(temporaryFolder(context), 'run');
  await interrupted(context, run, make, 6, folder);
  const cut = await readCutRun(folder);
  const { events } = await fakeRun(context, run, make, { folder, cut });
  const remaining = events.flatMap((event) => (event.type === 'trial-ended' ? [event.remainingSeconds] : []));
  assert.deepEqual(remaining, [0]);
});

test('trials that a full disk kept out of the journal come from the record', async (context) => {
  const [run, make] = plans['a fixed number of trials'] ?? assert.fail();
  const whole = (await fakeRun(context, run, make)).outcome.record;
  const folder = join(temporaryFolder(context), 'run');
  await interrupted(context, run, make, 5, folder);
  const file = join(folder, JOURNAL_FILE);
  writeFileSync(file, `${readFileSync(file, 'utf8').split('\n').slice(0, 3).join('\n')}\n`);
  const cut = await readCutRun(folder);
  assert.deepEqual([cut.trials.length, cut.unwritten.length], [4, 2]);
  const { record } = (await fakeRun(context, run, make, { folder, cut })).outcome;
  assert.deepEqual(lasting(record), lasting(whole));
  assert.deepEqual((await readRun(file)).trials, record.trials);
});

test('a journal that changed since it was read is not continued', async (context) => {
  const [run, make] = plans['a fixed number of trials'] ?? assert.fail();
  const folder = join(temporaryFolder(context), 'run');
  await interrupted(context, run, make, 3, folder);
  const cut = await readCutRun(folder);
  await interrupted(context, run, make, 4, folder);
  await assert.rejects(fakeRun(context, run, make, { folder, cut }), /another process went on with the run/);
});
