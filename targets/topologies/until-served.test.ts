/** Announcements of a starting app: they come from every process with an agent, whichever process started it. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../harness/dev/testing/cli.ts';
import { agentModule, listenForAgents } from '../../harness/observe/agents.ts';
import { freePorts } from '../../harness/processes/free-ports.ts';
import { TrialProcesses } from '../../harness/processes/trial-processes.ts';
import { appEnvironment, preloadModule } from '../app-environment.ts';
import { LOOPBACK } from '../origin.ts';
import type { Announced } from '../topology.ts';
import { untilServed } from './until-served.ts';

/** Starts a server through a process that ends at once, as a process manager starts its daemon. */
const DAEMONIZES = `
  const { spawn } = require('node:child_process');
  const [, , step = 'launch'] = process.argv;
  const start = (next) => spawn(process.execPath, [__filename, next], { detached: true, stdio: 'ignore' }).unref();
  if (step === 'launch') { start('leave'); setInterval(() => {}, 1_000); }
  if (step === 'leave') start('serve');
  if (step === 'serve') require('node:http').createServer((_, response) => response.end()).listen(process.env.PORT);`;

test('a server whose parent is not ours is found', async (context) => {
  const folder = temporaryFolder(context);
  const script = join(folder, 'daemonizes.cjs');
  writeFileSync(script, DAEMONIZES);
  const agents = await listenForAgents(folder);
  const owned = new TrialProcesses(folder);
  context.after(async () => {
    await owned.stop();
    agents.close();
  });
  const heard: Announced[] = [];
  agents.onListening((announced) => heard.push(announced));
  const [port = 0] = await freePorts(1);
  const place = { host: LOOPBACK, port, instance: 3, reusePort: false };
  const child = owned.spawnAs('target')({
    name: 'the daemon',
    command: process.execPath,
    args: [script],
    env: appEnvironment(agents.env, place, [agentModule, preloadModule]),
  });
  const served = await untilServed(child, {
    host: LOOPBACK,
    port,
    instances: 1,
    onListening: agents.onListening,
    startTimeoutMs: 20_000,
    signal: new AbortController().signal,
  });
  assert.deepEqual(served, { origin: { host: '127.0.0.1', port } });
  assert.deepEqual(
    heard.map(({ instance, expectedPort }) => ({ instance, expectedPort })),
    [{ instance: 3, expectedPort: port }],
  );
  assert.notEqual(heard[0]?.pid, child.pid);
});

test('all instances are awaited; servers on other ports do not count', async (context) => {
  const owned = new TrialProcesses(temporaryFolder(context));
  context.after(() => owned.stop());
  const child = owned.spawnAs('target')({
    name: 'silent',
    command: process.execPath,
    args: ['-e', 'setInterval(() => {}, 1_000)'],
  });
  const listeners = new Set<(announced: Announced) => void>();
  const say = (instance: number, port: number, expectedPort = port) => {
    for (const listener of listeners) {
      listener({ pid: 10 + instance, instance, address: '127.0.0.1', port, expectedPort });
    }
  };
  const settled: unknown[] = [];
  const served = untilServed(child, {
    host: LOOPBACK,
    port: 80,
    instances: 2,
    onListening: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    startTimeoutMs: 20_000,
    signal: new AbortController().signal,
  }).then((outcome) => settled.push(outcome));
  say(0, 80);
  say(0, 80);
  say(1, 81);
  await new Promise(setImmediate);
  assert.deepEqual(settled, []);
  say(1, 80);
  await served;
  assert.deepEqual(settled, [{ origin: { host: '127.0.0.1', port: 80 } }]);
  assert.equal(listeners.size, 0);
});

test('instances that are late are counted', async (context) => {
  const owned = new TrialProcesses(temporaryFolder(context));
  context.after(() => owned.stop());
  const child = owned.spawnAs('target')({
    name: 'silent',
    command: process.execPath,
    args: ['-e', 'setInterval(() => {}, 1_000)'],
  });
  const served = await untilServed(child, {
    host: LOOPBACK,
    port: 80,
    instances: 2,
    onListening: (listener) => {
      listener({ pid: 10, instance: 0, address: '127.0.0.1', port: 80, expectedPort: 80 });
      return () => {};
    },
    listeningOn: async () => [{ host: '127.0.0.1', port: 80 }],
    startTimeoutMs: 10,
    signal: new AbortController().signal,
  });
  assert.deepEqual(served, {
    obstacle: 'has 1 of 2 instances that listen after 0.01 s: give it longer with --start-timeout',
  });
});
