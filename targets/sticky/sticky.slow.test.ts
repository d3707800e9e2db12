/** Policy `sticky` with every built-in app, and every form in which an app may listen. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { testCertificate } from '../../harness/dev/testing/certificate.ts';
import { temporaryFolder } from '../../harness/dev/testing/cli.ts';
import { startTopology } from '../../harness/dev/testing/start-topology.ts';
import {
  addresses,
  ask,
  builtIn,
  onLinux,
  pidOf,
  pidsOf,
  startSticky,
} from '../../harness/dev/testing/sticky-cluster.ts';
import { TrialProcesses } from '../../harness/processes/trial-processes.ts';
import { builtInApps } from '../apps/index.ts';
import { sticky } from '../policies/sticky.ts';
import { cluster } from '../topologies/cluster.ts';

for (const app of builtInApps) {
  test(
    `${app.name}: 64 addresses spread over the workers, and each stays on its own`,
    onLinux,
    async (context) => {
      const { port } = await startSticky(context, app, 4);
      const first = await pidsOf(port);
      const perWorker = [...new Set(first)].map((pid) => first.filter((one) => one === pid).length);
      assert.equal(perWorker.length, 4);
      assert.ok(Math.min(...perWorker) >= 8, perWorker.join());
      assert.deepEqual(await pidsOf(port), first);
    },
  );
}

const RESPOND = `(_, response) => response.end(String(process.pid))`;

/** Every form in which an app may listen on its port. */
const forms: Readonly<Record<string, string>> = {
  'listen(port as text)': `require('http').createServer(${RESPOND}).listen(process.env.PORT);`,
  'listen(port, host, backlog, callback)': `
    const server = require('http').createServer(${RESPOND});
    server.listen(+process.env.PORT, '0.0.0.0', 64, () => { if (!server.listening) throw new Error('deaf'); });`,
  'listen({ port, host })': `
    require('http').createServer(${RESPOND}).listen({ port: +process.env.PORT, host: '127.0.0.1' });`,
  'a net server': `
    require('net').createServer((socket) => socket.once('data', () => {
      const body = String(process.pid);
      socket.end('HTTP/1.1 200 OK\\r\\nconnection: close\\r\\ncontent-length: ' + body.length + '\\r\\n\\r\\n' + body);
    })).listen(+process.env.PORT);`,
  'another port first': `
    require('http').createServer(${RESPOND}).listen(0, '127.0.0.1', function () {
      require('http').createServer(${RESPOND}).listen(+process.env.PORT);
    });`,
  https: `
    const { readFileSync } = require('fs');
    const [key, cert] = [readFileSync(__dirname + '/key.pem'), readFileSync(__dirname + '/cert.pem')];
    require('https').createServer({ key, cert }, ${RESPOND}).listen(+process.env.PORT);`,
};

for (const [form, code] of Object.entries(forms)) {
  test(`an app that listens by ${form}`, onLinux, async (context) => {
    const folder = temporaryFolder(context);
    const tls = form === 'https';
    if (tls) {
      const { key, cert } = testCertificate;
      writeFileSync(join(folder, 'key.pem'), key);
      writeFileSync(join(folder, 'cert.pem'), cert);
    }
    const script = join(folder, 'app.cjs');
    writeFileSync(script, code);
    const { port } = await startSticky(context, { name: form, script }, 2);
    const ten = addresses.slice(0, 10);
    const pids = () => Promise.all(ten.map(async (address) => (await ask(port, address, { tls })).body));
    const first = await pids();
    assert.equal(new Set(first).size, 2, first.join());
    assert.deepEqual(await pids(), first);
  });
}

test('a port that another program took is reported in the app’s own words', async (context) => {
  const stranger = await startSticky(context, builtIn('http'), 1);
  const owned = new TrialProcesses(temporaryFolder(context));
  context.after(() => owned.stop());
  const place = {
    workers: 2,
    policy: sticky,
    ports: [stranger.port],
    spawn: owned.spawnAs('target'),
    settings: {},
    startTimeoutMs: 30_000,
    signal: new AbortController().signal,
  };
  const app = { ...builtIn('http'), args: [], env: {}, preload: [] };
  await assert.rejects(startTopology(cluster, app, place), (error: Error & { lastLines: string[] }) => {
    assert.match(error.lastLines.join('\n'), /EADDRINUSE/);
    return true;
  });
});

test('a stopped cluster finishes requests in flight, and accepts no more', onLinux, async (context) => {
  const { port, owned } = await startSticky(context, { ...builtIn('http'), env: { DB_DELAY_MS: '500' } }, 2);
  const inFlight = addresses.map(
    async (address) => (await ask(port, address, { path: '/api/users' })).status,
  );
  await pidsOf(port); // by then the primary has handed out the connections before these
  const stopped = owned.stop();
  assert.deepEqual(await Promise.all(inFlight), new Array(64).fill(200));
  await stopped;
  await assert.rejects(pidOf(port, '127.0.0.1'), /ECONNREFUSED/);
});
