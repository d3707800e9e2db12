/** Messages over WebSockets against real servers: echoes, rooms, connections that drop, handshakes that fail. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { test } from 'node:test';
import { WebSocketServer } from 'ws';
import { NONE, POISSON } from '../../dev/testing/direct-loads.ts';
import { ledgerSides, loadServer } from '../../dev/testing/load.ts';
import { builtInUser } from '../users/user-ref.ts';

const ECHO = { client: 'websocket', user: builtInUser('websocket-echo'), connections: 6 } as const;
const ROOM = { ...ECHO, user: builtInUser('websocket-broadcast') } as const;

/** A server whose sockets are handled by `handle`, in the order in which they opened. */
function socketServer(
  handle: (socket: import('ws').WebSocket, index: number, all: WebSocketServer) => void,
): Server {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  let opened = 0;
  sockets.on('connection', (socket) => {
    socket.on('error', () => {});
    handle(socket, opened++, sockets);
  });
  server.on('close', () => sockets.close());
  return server;
}

const echoing = () => socketServer((socket) => socket.on('message', (data) => socket.send(String(data))));

test('a closed loop: each connection has one message in flight, and the ledger balances', async (context) => {
  const figures = await loadServer(context, echoing(), { job: ECHO });
  assert.deepEqual(figures.errors, NONE);
  assert.ok(figures.completed > 100);
  assert.ok(Math.abs(figures.meanInFlight / 6 - 1) < 0.05, `${figures.meanInFlight}`);
  const [begun, ended] = ledgerSides(figures);
  assert.equal(begun, ended);
  assert.equal(figures.sockets?.openAtEnd, 6);
  assert.ok(Number(figures.sockets.openingSeconds) > 0);
});

test('an open loop: messages do not wait for each other, and each latency is its own', async (context) => {
  // The response to every message takes 100 ms, and the second of two overtakes the first.
  const server = socketServer((socket) => {
    let count = 0;
    socket.on('message', (data) => setTimeout(() => socket.send(String(data)), count++ % 2 === 0 ? 120 : 80));
  });
  const figures = await loadServer(context, server, {
    job: { ...ECHO, connections: 2 },
    pace: { ...POISSON, rate: 100 },
    windowMs: 2_000,
  });
  assert.deepEqual(figures.errors, NONE);
  // Two connections with one message at a time would carry 20 a second.
  assert.ok(figures.throughput > 60, `${figures.throughput}`);
  assert.ok(figures.latency.p50 >= 79, `${figures.latency.p50} ms`);
});

test('a room: every connection must hear each message, and those that do not are counted', async (context) => {
  const heardByHalf = socketServer((socket, _index, all) => {
    socket.on('message', (data) => {
      for (const [index, member] of [...all.clients].entries())
        if (index % 2 === 0) member.send(String(data));
    });
  });
  const figures = await loadServer(context, heardByHalf, {
    job: { ...ROOM, mode: { connections: 'kept', arrivals: 'open' } },
    pace: { ...POISSON, arrivals: 'fixed', rate: 50 },
    windowMs: 2_000,
  });
  assert.equal(figures.offeredRate, 300, 'each message is due to six connections');
  assert.equal(figures.sent % 6, 0);
  const { due, heard } = figures.sockets ?? assert.fail();
  assert.ok(due > 0);
  assert.equal(heard / due, 0.5);
  assert.ok(figures.errors.timeout > 0);
  const [begun, ended] = ledgerSides(figures);
  assert.equal(begun, ended);
});

test('connections that drop come back; what was in flight on them is lost', async (context) => {
  // The first six connections end at their tenth message, without a closing handshake.
  const dropping = socketServer((socket, index) => {
    let count = 0;
    socket.on('message', (data) => {
      if (index < 6 && ++count === 10) socket.terminate();
      else socket.send(String(data));
    });
  });
  const { errors, sockets } = await loadServer(context, dropping, {
    job: { ...ECHO, mode: { connections: 'kept', arrivals: 'open' } },
    pace: { ...POISSON, arrivals: 'fixed', rate: 60 },
    windowMs: 4_000,
  });
  assert.ok(sockets);
  assert.ok(errors.reset >= 1 && errors.reset <= 12, `${errors.reset} messages were in flight`);
  assert.equal(sockets.openAtEnd, 6);
  assert.equal(sockets.dropped, sockets.handshakes);
  assert.ok(sockets.dropped > 0);
  const [outage] = sockets.outages;
  assert.ok(outage && outage.toSeconds !== null && outage.toSeconds > outage.fromSeconds);
});

test('handshakes that are refused fail with their status, and messages without a connection time out', async (context) => {
  let asked = 0;
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => {});
    // One connection opens, and all others are refused.
    if (asked++ === 0) {
      sockets.handleUpgrade(request, socket, head, (opened) =>
        opened.on('error', () => {}).on('message', (data) => opened.send(String(data))),
      );
    } else socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n');
  });
  const { errors, sockets: figures } = await loadServer(context, server, {
    job: { ...ECHO, connections: 3, requestTimeoutSeconds: 1.5 },
    windowMs: 3_000,
  });
  assert.ok(errors.timeout > 0);
  assert.equal(figures?.openingSeconds, null);
  assert.deepEqual(Object.keys(figures.refused), ['503']);
});
