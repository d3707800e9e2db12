import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import { type AddressInfo, createServer as createTcp, type Server } from 'node:net';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type RequestOptions, request } from '../../../scenarios/request.ts';
import { type Expected, probe, untilReady } from './probe.ts';

function userOf(options: RequestOptions): Expected['user'] {
  return { protocol: 'http', request: request(options) };
}

const ANY: Expected = {
  user: userOf({ path: '/' }),
  identity: { connection: 1, seed: 1 },
  requestTimeoutSeconds: 1,
  startTimeoutSeconds: 2,
  readyPath: null,
  insecure: true,
  onWaiting: () => {},
  signal: new AbortController().signal,
};

async function probed(context: TestContext, server: Server, change: Partial<Expected> = {}) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const expected = { ...ANY, ...change };
  await untilReady(origin, expected);
  return probe(origin, expected);
}

const http = (listener: RequestListener) => createServer(listener);

/** A server that answers each request with the same bytes. */
const raw = (text: string) =>
  createTcp((socket) => socket.on('error', () => {}).on('data', () => socket.write(text)));

test('a response that autocannon reads correctly is left to autocannon', async (context) => {
  const { autocannonFault, closesAlways, response } = await probed(
    context,
    http((_, to) => to.end('ok')),
  );
  assert.deepEqual([autocannonFault, closesAlways, response.status, response.bytes], [null, false, 200, 2]);
  assert.ok(response.shortestMs !== null && response.shortestMs > 0);
});

const faults: readonly [string, Server, RegExp][] = [
  [
    '103 before the response',
    http((_, to) => {
      to.writeEarlyHints({ link: '</a>; rel=preload' });
      to.end('ok');
    }),
    /takes 103/,
  ],
  [
    '102 before the response',
    http((_, to) => {
      to.writeProcessing();
      to.end('ok');
    }),
    /takes 102/,
  ],
  [
    'an unrequested 100',
    http((_, to) => {
      to.writeContinue();
      to.end('ok');
    }),
    /takes 100/,
  ],
  [
    'a close after a few requests',
    Object.assign(
      http((_, to) => to.end('ok')),
      { maxRequestsPerSocket: 3 },
    ),
    /announced it would close/,
  ],
  [
    'HTTP/1.0 without keep-alive',
    raw('HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'),
    /announced it would close/,
  ],
  ['a large body', http((_, to) => to.end('x'.repeat(20_000))), /16 kB/],
  [
    'a compressed body',
    http((_, to) => to.setHeader('content-encoding', 'gzip').end(gzipSync('ok'))),
    /compressed/,
  ],
];
for (const [name, server, reason] of faults) {
  test(`${name} is sent by our own client`, async (context) => {
    assert.match((await probed(context, server)).autocannonFault ?? '', reason);
  });
}

test('HTTP/1.0 with keep-alive is read correctly', async (context) => {
  const server = raw('HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok');
  assert.equal((await probed(context, server)).autocannonFault, null);
});

test('a compressed body is decoded to find the expected text', async (context) => {
  const server = () => http((_, to) => to.setHeader('content-encoding', 'gzip').end(gzipSync('hello')));
  const holding = (text: string) => ({
    user: userOf({ path: '/', expect: { body: text } }),
  });
  await probed(context, server(), holding('hello'));
  await assert.rejects(probed(context, server(), holding('bye')), /contains "bye"/);
});

test('an app that compresses on request is reported, and the load does not request it', async (context) => {
  const server = http(({ headers }, to) =>
    headers['accept-encoding'] ? to.setHeader('content-encoding', 'gzip').end(gzipSync('ok')) : to.end('ok'),
  );
  const { response, autocannonFault } = await probed(context, server);
  assert.deepEqual([response.compresses, autocannonFault], ['gzip', null]);
});

const refusals: readonly [string, Server, RegExp][] = [
  ['HTTP/2 without TLS', createHttp2((_, to) => void to.end('ok')), /speaks HTTP\/2 without TLS/],
  [
    'a redirect',
    http((_, to) => to.writeHead(301, { location: '/login' }).end()),
    /redirects to \/login.*--expect-status 301/,
  ],
  [
    'a body longer than announced',
    raw('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokay'),
    /more bytes than its Content-Length \(2\)/,
  ],
  [
    'a body that never ends',
    raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n'),
    /did not end within 1 s/,
  ],
];
for (const [name, server, reason] of refusals) {
  test(`${name} is reported, with the fix`, async (context) => {
    await assert.rejects(probed(context, server), reason);
  });
}

test('the time of a slow body does not count: another client may read it faster', async (context) => {
  const server = http((_, to) => {
    to.write('begins');
    setTimeout(() => to.end('ends'), 300);
  });
  const { response } = await probed(context, server);
  assert.ok(response.shortestMs !== null && response.shortestMs < 300, String(response.shortestMs));
});

test('an interim response does not count as the head', async (context) => {
  const server = http((_, to) => {
    to.writeProcessing();
    setTimeout(() => to.end('ok'), 100);
  });
  const { response } = await probed(context, server);
  assert.ok(response.shortestMs !== null && response.shortestMs >= 99, String(response.shortestMs));
});

test('a redirect is correct if it is expected', async (context) => {
  const server = http((_, to) => to.writeHead(301, { location: '/login' }).end());
  const user = userOf({ path: '/', expect: { statuses: [301] } });
  assert.equal((await probed(context, server, { user })).response.status, 301);
});

test('an app that resets connections and answers 503 at first is retried until it is ready', async (context) => {
  let asked = 0;
  const server = http(({ socket }, to) => {
    asked++;
    if (asked === 1) socket.resetAndDestroy();
    else to.writeHead(asked < 4 ? 503 : 200).end('database');
  });
  const waited: string[] = [];
  const onWaiting = (fault: string) => waited.push(fault);
  assert.equal((await probed(context, server, { onWaiting })).response.status, 200);
  assert.equal(waited.length, 3);
  assert.match(waited[2] ?? '', /responded with 503, "database"/);
  await assert.rejects(
    probed(
      context,
      http((_, to) => to.writeHead(503).end('no database')),
      { startTimeoutSeconds: 0.5 },
    ),
    /responded with 503, "no database"/,
  );
});

test('readyPath says when the app is ready', async (context) => {
  const paths: string[] = [];
  const server = http(({ url = '' }, to) => {
    paths.push(url);
    to.writeHead(url === '/health' && paths.length < 3 ? 503 : 200).end('ok');
  });
  await probed(context, server, { readyPath: '/health' });
  assert.deepEqual(paths.slice(0, 4), ['/health', '/health', '/health', '/']);
});
