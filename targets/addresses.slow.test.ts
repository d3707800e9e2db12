/** A whole run reaches apps wherever they listen. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordIn, runCli, temporaryFolder } from '../harness/dev/testing/cli.ts';
import { PORT, server } from '../harness/dev/testing/listeners.ts';

test('a run loads an app on ::1, with either client', async (context) => {
  for (const client of ['autocannon', 'direct']) {
    const folder = temporaryFolder(context);
    writeFileSync(join(folder, 'server.mjs'), server(`${PORT}, '::1'`));
    const flags = ['--workers', '1', '--proxy', 'none', '--duration', '1', '--warmup', '0', '--trials', '1'];
    const load = ['--path', '/', '--connections', '4', '--client', client];
    const { output } = await runCli(['--app', './server.mjs', ...flags, ...load], { cwd: folder });
    const [trial] = recordIn(join(folder, 'run')).trials;
    assert.ok(trial?.status === 'ok', output);
    assert.ok(trial.load.completed > 0);
    assert.deepEqual(
      trial.processes.map(({ role }) => role),
      ['worker'],
    );
  }
});
