/**
 * No process survives a run, however an app's processes hide: at a trial's end, after Ctrl-C and after a second one.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupsOfHarness } from '../testing/control-groups.ts';
import { GONE_MS, LONG, SHORT, startWithDaemons, ways } from '../testing/daemons.ts';
import { withCommandAfter } from '../testing/processes.ts';

for (const [way, parentFor] of Object.entries(ways)) {
  test(`${way}, no daemon outlives its trial`, async (context) => {
    const run = startWithDaemons(context, SHORT, parentFor(context));
    if (!run) return;
    await run.daemons();
    assert.deepEqual(await run.cli.ended, { code: 0, signal: null });
    // The trial itself ends them: the guard finds nothing left to do.
    assert.deepEqual(run.alive(), []);
    assert.deepEqual(groupsOfHarness(run.parent, run.cli.pid), []);
  });

  test(`${way}, no daemon outlives Ctrl-C`, async (context) => {
    const run = startWithDaemons(context, LONG, parentFor(context));
    if (!run) return;
    await run.daemons();
    run.cli.kill('SIGINT');
    assert.deepEqual(await run.cli.ended, { code: 130, signal: null });
    assert.deepEqual(run.alive(), []);
    assert.deepEqual(groupsOfHarness(run.parent, run.cli.pid), []);
  });

  test(`${way}, no daemon outlives a second Ctrl-C`, async (context) => {
    const run = startWithDaemons(context, LONG, parentFor(context));
    if (!run) return;
    await run.daemons();
    run.cli.kill('SIGINT');
    await run.cli.wrote('press Ctrl-C again');
    run.cli.kill('SIGINT');
    await run.cli.exited;
    assert.deepEqual(await withCommandAfter(run.seconds, GONE_MS), []);
    await run.cli.ended; // the guard has ended too
    assert.deepEqual(groupsOfHarness(run.parent, run.cli.pid), []);
  });
}
