/** No process of a run survives kill -9, however an app's processes hide. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupsOfHarness } from '../testing/control-groups.ts';
import { GONE_MS, LONG, startWithDaemons, ways } from '../testing/daemons.ts';
import { withCommandAfter } from '../testing/processes.ts';

for (const [way, parentFor] of Object.entries(ways)) {
  test(`${way}, no daemon outlives kill -9 of the harness`, async (context) => {
    const run = startWithDaemons(context, LONG, parentFor(context));
    if (!run) return;
    await run.daemons();
    run.cli.kill('SIGKILL');
    await run.cli.exited;
    assert.deepEqual(await withCommandAfter(run.seconds, GONE_MS), []);
    await run.cli.ended; // the guard has ended too
    assert.deepEqual(groupsOfHarness(run.parent, run.cli.pid), []);
  });
}
