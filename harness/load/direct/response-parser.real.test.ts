/**
 * Responses of real servers, recorded during the test. They must be parsed the same however they are cut, and as
 * Node's own client parses them.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import fastify from 'fastify';
import { nginxForTests } from '../../dev/testing/nginx.ts';
import { record, viewOfNode } from '../../dev/testing/recorded-response.ts';
import { type Outcome, outcomeOf, waysToCut } from '../../dev/testing/response-stream.ts';
import { freePorts } from '../../processes/free-ports.ts';

interface Exchange {
  readonly name: string;
  readonly request: string;
  /** Whether the server keeps the connection and answers a second request on it. */
  readonly isKept: boolean;
  /** Text that the server sends, in any case. It shows that the response is of the intended kind. */
  readonly wire: readonly string[];
  readonly without?: RegExp;
  /** Beginning of the body; the whole is compared with what node:http reads. */
  readonly body: string;
  /**
   * node:http closes the connection after HEAD if there is no length, although that is not required (RFC 9112, 6.3).
   */
  readonly nodeMayClose?: true;
}

const get = (path: string, fields = '', version = '1.1', method = 'GET') =>
  `${method} ${path} HTTP/${version}\r\nHost: test\r\n${fields}\r\n`;
const LAST = get('/last', 'Connection: close\r\n');

async function check(port: number, exchange: Exchange): Promise<void> {
  const { name, request, isKept, wire, without, body, nodeMayClose } = exchange;
  const [method = ''] = request.split(/\s/);
  const stream = await record(port, isKept ? request + LAST : request);
  const uncut = outcomeOf(stream, [], { method });
  assert.ok(uncut.kind === 'response', `${name}: ${JSON.stringify(uncut)} of ${stream.toString('latin1')}`);
  const own = stream.subarray(0, stream.length - uncut.leftover);
  const text = own.toString('latin1').toLowerCase();
  for (const part of wire) assert.ok(text.includes(part.toLowerCase()), `${name}: ${part} is not in ${text}`);
  if (without) assert.doesNotMatch(text, without, name);
  assert.equal(uncut.keepAlive, isKept, name);
  assert.ok(uncut.body.startsWith(body), `${name}: ${uncut.body}`);
  for (const cuts of waysToCut(stream.length))
    assert.deepEqual(outcomeOf(stream, cuts, { method }), uncut, name);

  const { kind, leftover, ...read } = uncut;
  const ofNode = await viewOfNode(own, method, !isKept);
  const expected = nodeMayClose ? { ...ofNode, keepAlive: isKept } : ofNode;
  assert.deepEqual(read, expected, `${name}, as node:http reads it`);
  if (isKept) assertIsLast(outcomeOf(stream.subarray(own.length), []), name);
}

/** Asserts that the first response left nothing over, and took nothing of the second. */
function assertIsLast(outcome: Outcome, name: string): void {
  assert.ok(outcome.kind === 'response', `${name}, then: ${JSON.stringify(outcome)}`);
  assert.deepEqual([outcome.body, outcome.keepAlive, outcome.leftover], ['last', false, 0], name);
}

const routes: Readonly<Record<string, RequestListener>> = {
  '/last': (_, response) => response.end('last'),
  '/length': (_, response) => response.end('[{"id":1,"name":"Zoë"}]'),
  '/trailers': (_, response) => {
    response.writeHead(200, { Trailer: 'X-Sum' });
    response.write('hello ');
    response.write('world'.repeat(100));
    response.addTrailers({ 'X-Sum': '1', 'X-Other': 'a, b' });
    response.end();
  },
  '/sized': (_, response) => response.writeHead(200, { 'Content-Length': 5 }).end('hello'),
  '/stream': (_, response) => {
    response.write('hello ');
    response.end('world');
  },
  '/204': (_, response) => response.writeHead(204).end(),
  '/304': (_, response) => response.writeHead(304, { 'Content-Length': 99 }).end(),
  '/early-hints': (_, response) => {
    response.writeProcessing();
    response.writeEarlyHints({ link: '</a.css>; rel=preload' }, () => response.end('late'));
  },
  '/empty': (_, response) => response.end(),
  '/no-date': (_, response) => {
    response.sendDate = false;
    response.writeHead(404, 'Not here', { 'Set-Cookie': ['a=b', 'c=d'] }).end('none');
  },
};

const nodeExchanges: Exchange[] = [
  {
    name: 'Content-Length',
    request: get('/length'),
    isKept: true,
    wire: ['Content-Length: 24\r\n'],
    body: '[{"id":1',
  },
  {
    name: 'HEAD without framing',
    nodeMayClose: true,
    request: get('/length', '', '1.1', 'HEAD'),
    isKept: true,
    wire: ['Keep-Alive: timeout'],
    body: '',
  },
  {
    name: 'trailers',
    request: get('/trailers'),
    isKept: true,
    wire: ['chunked\r\n', '\r\n0\r\nX-Sum: 1\r\nX-Other: a, b\r\n\r\n'],
    body: `hello ${'world'.repeat(100)}`,
  },
  {
    name: 'HEAD with a length',
    request: get('/sized', '', '1.1', 'HEAD'),
    isKept: true,
    wire: ['Content-Length: 5'],
    body: '',
  },
  { name: '204', request: get('/204'), isKept: true, wire: ['HTTP/1.1 204 No Content'], body: '' },
  {
    name: '304',
    request: get('/304'),
    isKept: true,
    wire: ['HTTP/1.1 304 ', 'Content-Length: 99'],
    body: '',
  },
  {
    name: '102 and 103',
    request: get('/early-hints'),
    isKept: true,
    wire: ['HTTP/1.1 102 ', 'HTTP/1.1 103 ', 'HTTP/1.1 200 '],
    body: 'late',
  },
  {
    name: '100',
    request: `${get('/length', 'Expect: 100-continue\r\nContent-Length: 2\r\n', '1.1', 'POST')}hi`,
    isKept: true,
    wire: ['HTTP/1.1 100 Continue'],
    body: '[',
  },
  { name: 'an empty body', request: get('/empty'), isKept: true, wire: ['Content-Length: 0'], body: '' },
  {
    name: 'a custom reason phrase',
    request: get('/no-date'),
    isKept: true,
    wire: ['HTTP/1.1 404 Not here'],
    body: 'none',
  },
  {
    name: 'close',
    request: get('/length', 'Connection: close\r\n'),
    isKept: false,
    wire: ['Connection: close'],
    body: '[',
  },
  {
    name: 'HTTP/1.0',
    request: get('/length', '', '1.0'),
    isKept: false,
    wire: ['Connection: close'],
    body: '[',
  },
  {
    name: 'HTTP/1.0 with keep-alive',
    request: get('/sized', 'Connection: keep-alive\r\n', '1.0'),
    isKept: true,
    wire: ['Connection: keep-alive'],
    body: 'hello',
  },
  {
    name: 'HTTP/1.0 until close',
    request: get('/stream', 'Connection: keep-alive\r\n', '1.0'),
    isKept: false,
    wire: [],
    without: /chunked|content-length/,
    body: 'hello ',
  },
  { name: 'a malformed request', request: 'GET\r\n\r\n', isKept: false, wire: ['HTTP/1.1 400 '], body: '' },
];

test('responses of node:http', async (context) => {
  const port = await listening(context, nodeServer());
  for (const exchange of nodeExchanges) await check(port, exchange);
});

function nodeServer(): Server {
  const none: RequestListener = (_, response) => response.writeHead(404).end();
  return createServer((request, response) => (routes[request.url ?? ''] ?? none)(request, response));
}

async function listening(context: TestContext, server: Server): Promise<number> {
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

test('responses of fastify', async (context) => {
  const app = fastify();
  context.after(() => app.close());
  app.get('/last', (_, reply) => reply.send('last'));
  app.get('/json', (_, reply) => reply.send([{ id: 1, name: 'Ada' }]));
  app.get('/stream', (_, reply) => reply.send(Readable.from(['one', 'two', 'three'])));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const json = '[{"id":1,"name":"Ada"}]';
  await check(port, {
    name: 'JSON',
    request: get('/json'),
    isKept: true,
    wire: ['content-length: 23\r\n'],
    body: json,
  });
  await check(port, {
    name: 'a stream',
    request: get('/stream'),
    isKept: true,
    wire: ['chunked\r\n', '0\r\n\r\n'],
    body: 'onetwothree',
  });
  await check(port, {
    name: 'HEAD',
    request: get('/json', '', '1.1', 'HEAD'),
    isKept: true,
    wire: ['content-length: 23'],
    body: '',
  });
  await check(port, {
    name: '404',
    request: get('/none'),
    isKept: true,
    wire: ['HTTP/1.1 404'],
    body: '{"message"',
  });
});

test('responses of nginx', async (context) => {
  const nginx = nginxForTests(context);
  if (!nginx) return;
  const upstream = await listening(context, nodeServer());
  const port = await startNginx(context, nginx, upstream);
  const zipped = 'Accept-Encoding: gzip\r\n';
  const known = 'If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n';
  const exchanges: Exchange[] = [
    {
      name: 'return 200',
      request: get('/return'),
      isKept: true,
      wire: ['Content-Length: 2\r\n'],
      body: 'ok',
    },
    { name: 'return 204', request: get('/204'), isKept: true, wire: ['HTTP/1.1 204'], body: '' },
    { name: 'a redirect', request: get('/redirect'), isKept: true, wire: ['Location: '], body: '<html>' },
    {
      name: 'a file',
      request: get('/file'),
      isKept: true,
      wire: ['Accept-Ranges'],
      body: 'line\n'.repeat(200),
    },
    {
      name: 'a file that the client has cached',
      request: get('/file', known),
      isKept: true,
      wire: ['HTTP/1.1 304'],
      body: '',
    },
    {
      name: 'a range',
      request: get('/file', 'Range: bytes=1-3\r\n'),
      isKept: true,
      wire: ['HTTP/1.1 206'],
      body: 'ine',
    },
    {
      name: 'HEAD of a file',
      request: get('/file', '', '1.1', 'HEAD'),
      isKept: true,
      wire: ['Content-Length: 1000'],
      body: '',
    },
    {
      name: 'gzip in chunks',
      request: get('/file', zipped),
      isKept: true,
      wire: ['Transfer-Encoding: chunked\r\n', 'Content-Encoding: gzip'],
      body: '\x1f\x8b',
    },
    {
      name: 'gzip until close',
      request: get('/file', zipped, '1.0'),
      isKept: false,
      wire: [],
      without: /chunked|content-length/,
      body: '\x1f\x8b',
    },
    {
      name: 'HTTP/1.0 with keep-alive',
      request: get('/return', 'Connection: keep-alive\r\n', '1.0'),
      isKept: true,
      wire: ['Connection: keep-alive'],
      body: 'ok',
    },
    {
      name: 'chunks from Node',
      request: get('/app/trailers'),
      isKept: true,
      wire: ['Transfer-Encoding: chunked'],
      body: 'hello ',
    },
    {
      name: 'a length from Node',
      request: get('/app/length'),
      isKept: true,
      wire: ['Content-Length: 24'],
      body: '[',
    },
    { name: 'not found', request: get('/none'), isKept: true, wire: ['HTTP/1.1 404'], body: '<html>' },
    {
      name: 'a malformed request',
      request: 'GET\r\n\r\n',
      isKept: false,
      wire: ['HTTP/1.1 400 '],
      body: '<html>',
    },
  ];
  for (const exchange of exchanges) await check(port, exchange);
});

/** Starts an nginx of one process in the foreground that ends with the test, never as root. */
async function startNginx(context: TestContext, command: string, upstream: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-bench-test-'));
  chmodSync(folder, 0o777);
  mkdirSync(join(folder, 'www'));
  writeFileSync(join(folder, 'www', 'file'), 'line\n'.repeat(200));
  const [port = 0] = await freePorts(1);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${name};`,
  );
  writeFileSync(
    join(folder, 'nginx.conf'),
    `master_process off; daemon off; pid nginx.pid; error_log stderr notice;
     events { worker_connections 64; }
     http {
       access_log off; ${temporary.join(' ')}
       server {
         listen 127.0.0.1:${port}; root www;
         gzip on; gzip_min_length 1; gzip_http_version 1.0; gzip_types *; if_modified_since before;
         location = /last { return 200 last; }
         location = /return { return 200 ok; }
         location = /204 { return 204; }
         location = /redirect { return 301 /return; }
         location /app/ { proxy_pass http://127.0.0.1:${upstream}/; proxy_http_version 1.1; proxy_set_header Connection ""; }
       }
     }`,
  );
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'];
  const child = spawn(command, args, { ...nobody, stdio: ['ignore', 'ignore', 'pipe'] });
  context.after(async () => {
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
    rmSync(folder, { recursive: true });
  });
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    lines.push(line);
    if (/\d#\d+: OS: /.test(line)) return port; // nginx listens before it logs this
  }
  throw new Error(`nginx did not start:\n${lines.join('\n')}`);
}
