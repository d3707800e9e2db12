/** Tests of the direct client that take longer than a second: certificates, closed ports, rates. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { test } from 'node:test';
import { testCertificate } from '../../dev/testing/certificate.ts';
import { NONE, POISSON } from '../../dev/testing/direct-loads.ts';
import { loadServer } from '../../dev/testing/load.ts';

test('HTTPS: an untrusted certificate is refused, and accepted with `insecure`', async (context) => {
  const server = () => {
    const secure = createSecureServer(testCertificate, (_request, response) => response.end('well'));
    // A client that distrusts the certificate closes the connection.
    secure.on('tlsClientError', () => {});
    return secure;
  };
  const trusting = { protocol: 'https', job: { insecure: true } } as const;
  const kept = await loadServer(context, server(), trusting);
  assert.deepEqual(kept.errors, NONE);
  assert.ok(kept.completed > 100);
  const fresh = await loadServer(context, server(), {
    ...trusting,
    job: { insecure: true, mode: { connections: 'per-request', arrivals: 'closed' } },
  });
  assert.deepEqual(fresh.errors, NONE);
  assert.ok(fresh.completed > 10);
  await assert.rejects(
    loadServer(context, server(), { protocol: 'https' }),
    /no correct response .*: \d+ connect/,
  );
});

test('connections to a closed port are refused, with a pause between attempts', async (context) => {
  const server = createTcpServer((socket) =>
    socket.once('data', () => {
      // The server closes once each connection is in use.
      server.close();
      socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nwell');
    }),
  );
  await assert.rejects(loadServer(context, server, { job: { connections: 1 } }), (error: Error) => {
    const refused = Number(/: (\d+) connect$/.exec(error.message)?.[1]);
    // At most one attempt every 10 ms in 1.5 s.
    return refused > 10 && refused <= 150;
  });
});

test('a connection that the server will soon close is not reused', async (context) => {
  // The server announces one second, and closes after it.
  const server = createServer({ keepAliveTimeout: 1_000 }, (_request, response) => response.end('well'));
  context.after(() => server.closeAllConnections());
  const figures = await loadServer(context, server, {
    job: { connections: 20 },
    pace: { ...POISSON, rate: 15 },
    windowMs: 3_000,
  });
  assert.deepEqual(figures.errors, NONE);
  assert.ok(figures.completed > 20);
});

test('a rate begins when the closed loop before it has drained', async (context) => {
  // The server works serially, 20 ms each. 40 connections form a queue of 800 ms, which would take as long again to
  // drain at half the capacity.
  let freeMs = 0;
  const server = createServer((_request, response) => {
    freeMs = Math.max(freeMs, performance.now()) + 20;
    setTimeout(() => response.end('well'), freeMs - performance.now());
  });
  const figures = await loadServer(context, server, {
    job: { connections: 40, requestTimeoutSeconds: 10 },
    pace: { arrivals: 'fixed', seed: 1, rate: 25 },
    windowMs: 1_000,
  });
  assert.ok(figures.inFlightAtStart <= 5, `${figures.inFlightAtStart}`);
  assert.ok(figures.latency.p50 < 400, `${figures.latency.p50} ms`);
});
