/** Finds the processes of a running server from outside, and their roles. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { readProcessTable } from './process-table.ts';
import { serverRoles } from './running-server.ts';

const linux = { skip: platform() !== 'linux' };

const tableNow = async () => new Map((await readProcessTable()).map((entry) => [entry.pid, entry]));

/** Starts a Node program that sends the message of its port once every process serves. */
async function started(context: TestContext, program: string, command = process.execPath) {
  const folder = temporaryFolder(context);
  const processes = new TrialProcesses(folder);
  context.after(() => processes.stop());
  const script = join(folder, 'server.cjs');
  writeFileSync(script, program);
  const child = processes.spawnAs('target')({
    name: 'a server',
    command,
    args: [script],
    ipc: true,
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.onMessage((message) => resolve(Number(message)));
    child.exited.then(() => reject(new Error(child.lastLines().join('\n'))));
  });
  return { pid: child.pid, port };
}

const listenOn = (host: string) => `
  require('node:http').createServer((_, response) => response.end())
    .listen(0, '${host}', function () { process.send(this.address().port); });`;

const CLUSTER = `
  const cluster = require('node:cluster');
  cluster.schedulingPolicy = POLICY;
  if (cluster.isPrimary) {
    for (const _ of [1, 2]) cluster.fork();
    require('node:child_process').spawn('sleep', ['60']);
    let count = 0;
    cluster.on('listening', (_, { port }) => { if (++count === 2) process.send(port); });
  } else require('node:http').createServer((_, response) => response.end()).listen(0, '127.0.0.1');`;

for (const policy of ['cluster.SCHED_RR', 'cluster.SCHED_NONE']) {
  test(`a cluster under ${policy}: two workers, their primary and its helper`, linux, async (context) => {
    const { pid, port } = await started(context, CLUSTER.replace('POLICY', policy));
    const roles = serverRoles(await tableNow(), { addresses: ['127.0.0.1'], port, isLocal: true });
    assert.equal(roles.get(pid), 'primary');
    assert.deepEqual([...roles.values()].sort(), ['other', 'primary', 'worker', 'worker']);
  });
}

test('a server on every address is found, one on another address or host is not', linux, async (context) => {
  const { pid, port } = await started(context, listenOn('0.0.0.0'));
  const table = await tableNow();
  const at = (addresses: string[], isLocal = true) => [...serverRoles(table, { addresses, port, isLocal })];
  assert.deepEqual(at(['127.0.0.1']), [[pid, 'worker']]);
  assert.deepEqual(at(['127.0.0.1'], false), [], 'on another host');
  const other = await started(context, listenOn('127.0.0.2'));
  const elsewhere = { addresses: ['127.0.0.1'], port: other.port, isLocal: true };
  assert.deepEqual([...serverRoles(await tableNow(), elsewhere)], []);
});

test('a program that listens for a container is not the server', linux, async (context) => {
  const forwarder = join(temporaryFolder(context), 'docker-proxy');
  symlinkSync(process.execPath, forwarder);
  const { port } = await started(context, listenOn('0.0.0.0'), forwarder);
  assert.deepEqual([...serverRoles(await tableNow(), { addresses: ['127.0.0.1'], port, isLocal: true })], []);
});

test('a server in this process is one worker: load processes are not its own', linux, async (context) => {
  const server = createServer().listen(0, '127.0.0.1');
  context.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await started(context, 'process.send(1); setInterval(() => {}, 1000)');
  const roles = serverRoles(await tableNow(), { addresses: ['127.0.0.1'], port, isLocal: true });
  assert.deepEqual([...roles], [[process.pid, 'worker']]);
});
