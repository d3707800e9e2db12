/** Policy `sticky` with real workers and clients of many addresses. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { testCertificate } from '../../harness/dev/testing/certificate.ts';
import { temporaryFolder } from '../../harness/dev/testing/cli.ts';
import { startTopology } from '../../harness/dev/testing/start-topology.ts';
import { freePorts } from '../../harness/processes/free-ports.ts';
import { TrialProcesses } from '../../harness/processes/trial-processes.ts';
import { builtInApps } from '../apps/index.ts';
import { sticky } from '../policies/sticky.ts';
import { cluster } from '../topologies/cluster.ts';
import type { App } from '../topology.ts';

// Linux alone lets a client use every address of 127.0.0.0/8.
const isLinux = process.platform === 'linux' ? {} : { skip: 'needs many loopback addresses' };

const addresses = Array.from({ length: 64 }, (_, n) => `127.${n % 5}.${(n * 7) % 256}.${n + 1}`);

async function start(
  context: TestContext,
  app: Pick<App, 'name' | 'script'> & Partial<App>,
  workers: number,
) {
  const owned = new TrialProcesses(temporaryFolder(context));
  context.after(() => owned.stop());
  const [port = 0] = await freePorts(1);
  const target = await startTopology(
    cluster,
    { args: [], env: { DB_DELAY_MS: '0' }, preload: [], ...app },
    {
      workers,
      policy: sticky,
      ports: [port],
      spawn: owned.spawnAs('target'),
      settings: {},
      startTimeoutMs: 30_000,
      signal: new AbortController().signal,
    },
  );
  return { port, target, owned };
}

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly tls?: boolean;
}

/** Sends a request from an address, on a connection of its own. */
async function ask(
  port: number,
  localAddress: string,
  { tls = false, path = '/', body, ...asked }: Asked = {},
) {
  const send = tls ? httpsRequest : httpRequest;
  const options = { host: '127.0.0.1', port, path, localAddress, agent: false, rejectUnauthorized: false };
  const request = send({ ...options, ...asked }).end(body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode as number, cookie: response.headers['set-cookie']?.[0], body: text };
}

const pidOf = async (port: number, address: string): Promise<number> =>
  JSON.parse((await ask(port, address, { path: '/health' })).body).pid;

const pidsOf = (port: number) => Promise.all(addresses.map((address) => pidOf(port, address)));

for (const app of builtInApps) {
  test(
    `${app.name}: 64 addresses spread over the workers, and each stays on its own`,
    isLinux,
    async (context) => {
      const { port } = await start(context, app, 4);
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
  test(`an app that listens by ${form}`, isLinux, async (context) => {
    const folder = temporaryFolder(context);
    const tls = form === 'https';
    if (tls) {
      const { key, cert } = testCertificate;
      writeFileSync(join(folder, 'key.pem'), key);
      writeFileSync(join(folder, 'cert.pem'), cert);
    }
    const script = join(folder, 'app.cjs');
    writeFileSync(script, code);
    const { port } = await start(context, { name: form, script }, 2);
    const ten = addresses.slice(0, 10);
    const pids = () => Promise.all(ten.map(async (address) => (await ask(port, address, { tls })).body));
    const first = await pids();
    assert.equal(new Set(first).size, 2, first.join());
    assert.deepEqual(await pids(), first);
  });
}

test(
  'no byte is lost: neither the first ones, nor the response to a client that closed its half',
  isLinux,
  async (context) => {
    const folder = temporaryFolder(context);
    const script = join(folder, 'echo.cjs');
    writeFileSync(
      script,
      `require('net').createServer({ allowHalfOpen: true }, (socket) => {
      const chunks = [];
      socket.on('data', (chunk) => chunks.push(chunk)).on('end', () => socket.end(Buffer.concat(chunks)));
    }).listen(+process.env.PORT);`,
    );
    const { port } = await start(context, { name: 'echo', script }, 2);
    await Promise.all(
      addresses.map(async (localAddress) => {
        const sent = `${localAddress} `.repeat(10_000);
        const socket = connect({ host: '127.0.0.1', port, localAddress, allowHalfOpen: true });
        socket.end(sent); // as soon as it is connected
        let echoed = '';
        for await (const chunk of socket.setEncoding('utf8')) echoed += chunk;
        assert.equal(echoed, sent);
      }),
    );
  },
);

test(
  'clients of a crashed worker go to another until it is back; those of others stay',
  isLinux,
  async (context) => {
    const { port, target } = await start(context, { ...builtIn('http') }, 3);
    const before = await pidsOf(port);
    const [victim = 0] = before;
    process.kill(victim, 'SIGKILL');
    await target.broken;
    const during = await pidsOf(port);
    for (const [index, pid] of before.entries()) {
      if (pid === victim) assert.notEqual(during[index], victim);
      else assert.equal(during[index], pid);
    }
    let after = await pidsOf(port);
    while (!isBack(before, after, victim)) after = await pidsOf(port);
    const successor = after[0];
    assert.deepEqual(
      after,
      before.map((pid) => (pid === victim ? successor : pid)),
    );
  },
);

/** Whether all clients of the victim have moved to one new process. */
function isBack(before: readonly number[], after: readonly number[], victim: number): boolean {
  const now = new Set(after.filter((_, index) => before[index] === victim));
  return now.size === 1 && [...now].every((pid) => !before.includes(pid));
}

test('a stopped cluster finishes requests in flight, and accepts no more', isLinux, async (context) => {
  const { port, owned } = await start(context, { ...builtIn('http'), env: { DB_DELAY_MS: '500' } }, 2);
  const inFlight = addresses.map(
    async (address) => (await ask(port, address, { path: '/api/users' })).status,
  );
  await pidsOf(port); // by then the primary has handed out the connections before these
  const stopped = owned.stop();
  assert.deepEqual(await Promise.all(inFlight), new Array(64).fill(200));
  await stopped;
  await assert.rejects(pidOf(port, '127.0.0.1'), /ECONNREFUSED/);
});

test('a port that another program took is reported in the app’s own words', async (context) => {
  const stranger = await start(context, builtIn('http'), 1);
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

function builtIn(name: string) {
  const found = builtInApps.find((app) => app.name === name);
  assert.ok(found);
  return found;
}
