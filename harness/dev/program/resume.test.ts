/** Real runs that are stopped by Ctrl-C or kill -9, and go on. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readRun } from '../../judge/judge-run.ts';
import { JOURNAL_FILE, RECORD_FILE } from '../../records/journal.ts';
import { recordIn, runCli, startCli, temporaryFolder } from '../testing/cli.ts';

const ARGS = [
  ...['--workers', '1', '--proxy', 'none', '--scenario', 'saturate', '--app', 'http', '--connections', '10'],
  ...['--trials', '3', '--duration', '1', '--warmup', '0', '--seed', '3'],
];

for (const signal of ['SIGINT', 'SIGKILL'] as const) {
  test(`a run that ${signal} ended in its second trial goes on with the third one left`, async (context) => {
    const cwd = temporaryFolder(context);
    const folder = join(cwd, 'run');
    const cli = startCli(ARGS, { cwd });
    await cli.wrote('ok     1/3');
    cli.kill(signal);
    const { code } = await cli.ended;
    const isKilled = signal === 'SIGKILL';
    assert.equal(code, isKilled ? null : 130, cli.output());
    const before = await readRun(join(folder, JOURNAL_FILE));
    // The second trial may have ended before the signal came.
    const kept = before.trials.length;
    assert.ok(kept === 1 || kept === 2, cli.output());
    if (!isKilled) assert.equal(recordIn(folder).status, 'partial');

    const rest = await runCli(['--resume', 'run'], { cwd });
    assert.equal(rest.code, 0, rest.output);
    assert.match(rest.output, new RegExp(`^1 variant, ${3 - kept} of 3 trials left`));
    const record = recordIn(folder);
    assert.equal(record.status, 'complete');
    assert.deepEqual(record.trials.slice(0, kept), before.trials, 'finished trials are kept');
    assert.deepEqual(
      record.trials.map(({ order, trial }) => [order, trial]),
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    );
    assert.deepEqual(
      record.interruptions.map(({ afterTrial, cutAt }) => [afterTrial, cutAt === null]),
      [[kept, isKilled]],
    );
    rmSync(join(folder, RECORD_FILE));
    assert.deepEqual((await readRun(folder)).interruptions, record.interruptions);
  });
}
