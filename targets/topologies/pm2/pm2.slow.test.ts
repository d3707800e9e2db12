/** Known answers about PM2, and about handlers that only close their server. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCli, temporaryFolder, testApp } from '../../../harness/dev/testing/cli.ts';
import { get } from '../../../harness/dev/testing/get.ts';
import { startKeptClients } from '../../../harness/dev/testing/kept-clients.ts';
import { withCommand } from '../../../harness/dev/testing/processes.ts';
import { onLinux } from '../../../harness/dev/testing/sticky-cluster.ts';
import { startWatched } from '../../../harness/dev/testing/watched-topology.ts';
import { findNpmProgram } from '../../../harness/host/npm-program.ts';
import { rr } from '../../policies/rr.ts';
import type { Topology } from '../../topology.ts';
import { cluster } from '../cluster.ts';
import { pm2 } from './pm2.ts';

const SERVER = `
  import { createServer } from 'node:http';
  createServer((_, response) => response.end('[{"id":1}]')).listen(process.env.PORT);`;
const PM2_SETTINGS = { wait_ready: 'false', kill_timeout: '1600ms', listen_timeout: '3s' };

function pm2Program(): string {
  const found = findNpmProgram({ name: 'pm2', npmPackage: 'pm2' }, {});
  assert.ok(found, 'npm ci installs it');
  return found.command;
}

/** Restarts the app's workers under load. @returns the failures of its clients */
async function failuresOfRestart(
  context: TestContext,
  topology: Topology,
  env: Record<string, string>,
): Promise<readonly string[]> {
  const app = { name: 'slow-users', script: testApp('slow-users'), args: [], env, preload: [] };
  const { target, port, broken } = await startWatched(context, topology, app, {
    workers: 1,
    ...(topology === cluster ? { policy: rr } : { program: pm2Program(), settings: PM2_SETTINGS }),
  });
  const clients = startKeptClients(context, port);
  await clients.responses(8);
  await target.controls.restart?.();
  await clients.responses(8);
  assert.deepEqual(broken, []);
  return clients.stop();
}

test('pm2: a reload of an app without a handler loses what is in flight', async (context) => {
  const failures = await failuresOfRestart(context, pm2, { DELAY_MS: '300' });
  assert.ok(failures.includes('ECONNRESET'), String(failures));
});

test('pm2: an app that boots longer than listen_timeout leaves a gap', async (context) => {
  const failures = await failuresOfRestart(context, pm2, { BOOT_MS: '5000' });
  assert.ok(failures.includes('ECONNREFUSED'), String(failures));
});

test(
  'pm2: a script that listens everywhere is bound to the address that it is told',
  onLinux,
  async (context) => {
    const script = join(temporaryFolder(context), 'server.mjs');
    writeFileSync(script, SERVER);
    const app = { name: 'server', script, args: [], env: {}, preload: [] };
    const arrangement = { workers: 1, host: '127.0.0.2', program: pm2Program(), settings: PM2_SETTINGS };
    const { target, port } = await startWatched(context, pm2, app, arrangement);
    assert.equal(target.origins[0]?.host, '127.0.0.2');
    await assert.rejects(get(port, '/'), /ECONNREFUSED/, 'on 127.0.0.1');
  },
);

test('cluster: a handler that only closes the server loses requests at the forced kill', async (context) => {
  const failures = await failuresOfRestart(context, cluster, { ON_STOP: 'close', DELAY_MS: '300' });
  assert.ok(failures.includes('ECONNRESET'), String(failures));
});

test('pm2: nothing is left of it after kill -9 of the harness', async (context) => {
  const folder = temporaryFolder(context);
  const script = join(folder, 'server.mjs');
  writeFileSync(script, SERVER);
  const flags = ['--topology', 'pm2', '--workers', '2', '--app', script, '--trials', '1', '--duration', '60'];
  // The user's own is found on PATH.
  const PATH = `${join(process.cwd(), 'node_modules', '.bin')}:${process.env.PATH}`;
  const cli = startCli(flags, { cwd: folder, env: { PATH } });
  // PM2 names its workers by their script.
  while (withCommand(`node ${script}`).length < 2) {
    const early = await Promise.race([cli.exited, sleep(50)]);
    assert.equal(early, undefined, cli.output());
  }
  cli.kill('SIGKILL');
  await cli.exited;
  await cli.ended;
  assert.deepEqual(withCommand(script), []);
});
