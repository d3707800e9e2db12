/** Abilities of the direct client beyond a closed loop over kept connections, against real servers. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { test } from 'node:test';
import { NONE, POISSON } from '../../dev/testing/direct-loads.ts';
import { ledgerSides, loadServer } from '../../dev/testing/load.ts';
import { plainGet } from '../users/user-ref.ts';

test('a connection per request: as many connections as requests, and no errors', async (context) => {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    assert.equal(request.headers.connection, 'close');
    response.end('well');
  });
  let connections = 0;
  server.on('connection', () => connections++);
  const figures = await loadServer(context, server, {
    job: { mode: { connections: 'per-request', arrivals: 'closed' }, connections: 4 },
  });
  assert.deepEqual(figures.errors, NONE);
  assert.ok(figures.completed > 100);
  assert.ok(connections - requests <= 4, `${connections} connections for ${requests} requests`);
  assert.ok(Math.abs(figures.meanInFlight / 4 - 1) < 0.01);
});

test('bytes that are not HTTP are a mismatch, and so are bytes behind a response', async (context) => {
  for (const text of [
    'SSH-2.0-OpenSSH_9.2\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell, well',
  ]) {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', () => socket.write(text));
    });
    await assert.rejects(loadServer(context, server, {}), /no correct response .*: \d+ mismatch$/, text);
  }
});

test('a response may end with the connection', async (context) => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\nas well as can be'));
  });
  const figures = await loadServer(context, server, {});
  assert.deepEqual(figures.errors, NONE);
  assert.ok(figures.completed > 100);
});

test('requests wait while no connection is free, and the wait counts', async (context) => {
  const server = createServer((_request, response) => setTimeout(() => response.end('well'), 50));
  const figures = await loadServer(context, server, {
    job: { connections: 2, requestTimeoutSeconds: 1 },
    pace: { ...POISSON, rate: 200 },
    windowMs: 2_000,
  });
  // Two connections carry 40 a second; the other requests wait until they time out.
  assert.ok(figures.throughput < 42, `${figures.throughput}`);
  assert.ok(figures.errors.timeout > 100);
  assert.ok(figures.latency.p50 > 500, `${figures.latency.p50}`);
  const [begun, ended] = ledgerSides(figures);
  assert.equal(begun, ended);
  // Little's law, over waiting and served requests.
  assert.ok(figures.meanInFlight > 100);
});

test('a busy connection is reused, however short the server’s idle timeout', async (context) => {
  let connections = 0;
  const server = createServer({ keepAliveTimeout: 1_000 }, (_request, response) => response.end('well'));
  server.on('connection', () => connections++);
  context.after(() => server.closeAllConnections());
  const figures = await loadServer(context, server, { job: { connections: 5 } });
  assert.ok(figures.completed > 100);
  assert.equal(connections, 5);
});

test('a request arrives with its method, headers and body', async (context) => {
  const arrived = new Set<string>();
  const server = createServer((request, response) => {
    request.setEncoding('utf8');
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      arrived.add(`${request.method} ${request.headers['content-type']} ${body}`);
      response.end('well');
    });
  });
  const user = plainGet('/', {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain' },
    body: { text: 'Grüße' },
    expectBody: 'well',
  });
  const figures = await loadServer(context, server, { job: { user, connections: 3 } });
  assert.deepEqual([...arrived], ['POST text/plain Grüße']);
  assert.ok(figures.completed > 0 && figures.errors.non2xx + figures.errors.mismatch === 0);
});
