/** The environment of an app's processes: its own NODE_OPTIONS beside what the harness preloads. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../harness/dev/testing/cli.ts';
import { get } from '../harness/dev/testing/get.ts';
import { startTopology } from '../harness/dev/testing/start-topology.ts';
import { freePorts } from '../harness/processes/free-ports.ts';
import { TrialProcesses } from '../harness/processes/trial-processes.ts';
import { appEnvironment } from './app-environment.ts';
import { rr } from './policies/rr.ts';
import { cluster } from './topologies/cluster.ts';
import { single } from './topologies/single.ts';

test('an app’s NODE_OPTIONS take the place of the inherited ones, before what is preloaded', () => {
  const place = { host: '127.0.0.1', port: 1, instance: 0, reusePort: false };
  const { NODE_OPTIONS, GREETING } = appEnvironment({ NODE_OPTIONS: '--no-opt', GREETING: 'hi' }, place, [
    '/a b',
  ]);
  assert.deepEqual([NODE_OPTIONS, GREETING], ['--no-opt --require "/a b"', 'hi']);
});

const SCRIPT = `
  require('node:http').createServer((_, response) => response.end(JSON.stringify([
    process.env.GREETING, process.env.NODE_OPTIONS.split(' ')[0], process.env.NODE_OPTIONS.match(/agent.js/g)?.length,
  ]))).listen(process.env.PORT);`;

for (const [topology, policy] of [
  [single, null],
  [cluster, rr],
] as const) {
  test(`${topology.name}: processes get the app’s variables, and keep their agents`, async (context) => {
    const folder = temporaryFolder(context);
    const script = join(folder, 'server.cjs');
    writeFileSync(script, SCRIPT);
    const owned = new TrialProcesses(folder);
    context.after(() => owned.stop());
    const env = { GREETING: 'good day', NODE_OPTIONS: '--max-old-space-size=200' };
    // It settles when the agents have announced every server.
    const { origins } = await startTopology(
      topology,
      { name: 'server', script, args: [], env, preload: [] },
      {
        workers: 1,
        policy,
        ports: await freePorts(1),
        spawn: owned.spawnAs('target'),
        settings: {},
        startTimeoutMs: 20_000,
        signal: new AbortController().signal,
      },
    );
    const { body } = await get(origins[0]?.port ?? 0, '/');
    assert.deepEqual(JSON.parse(body), ['good day', '--max-old-space-size=200', 1]);
  });
}
