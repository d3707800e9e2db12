/** Requests that bypass the stream arrive as if written through it. The sockets are real. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { tries } from '../../dev/testing/property-runs.ts';
import { RequestWriter } from './request-writer.ts';

const PING = Buffer.from('ping');

test('requests after the first bypass the stream', async (context) => {
  const { socket, peer } = await connected(context);
  new RequestWriter(socket).write(Buffer.from('learns'));
  const byStream = context.mock.method(socket, 'write');
  const writer = new RequestWriter(socket);
  writer.write(PING);
  writer.write(PING);
  assert.equal(await received(peer, 14), 'learnspingping');
  assert.equal(byStream.mock.callCount(), 0);
});

test('requests of any size arrive whole and in order, whether or not the kernel accepts them at once', async (context) => {
  const sizes = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 4_000_000 }));
  const property = fc.asyncProperty(sizes, fc.array(fc.boolean(), { maxLength: 6 }), async (size, pauses) => {
    const { socket, peer } = await connected(context);
    const request = Buffer.alloc(size);
    for (let at = 0; at < size; at++) request[at] = (at * 7) % 251;
    const writer = new RequestWriter(socket);
    writer.write(request);
    for (const pauseFirst of pauses) {
      if (pauseFirst) await nextTurn();
      writer.write(request);
    }
    const all = Buffer.concat(Array.from({ length: pauses.length + 1 }, () => request));
    const arrived = Buffer.from(await received(peer, all.length), 'latin1');
    socket.destroy();
    peer.destroy();
    assert.ok(arrived.equals(all));
  });
  await fc.assert(property, { numRuns: tries(25) });
});

test('a request to a closed peer ends the socket, as through its stream', async (context) => {
  const { socket, peer } = await connected(context);
  const writer = new RequestWriter(socket);
  writer.write(PING);
  peer.resetAndDestroy();
  const failed = once(socket, 'error');
  await once(peer, 'close');
  writer.write(PING);
  await failed;
  await once(socket, 'close');
  writer.write(PING);
});

test('a request to a closed socket is dropped', async (context) => {
  for (const isHandleGone of [false, true]) {
    const { socket } = await connected(context);
    const writer = new RequestWriter(socket);
    writer.write(PING);
    const closed = once(socket, 'close');
    socket.destroy();
    if (isHandleGone) await closed;
    writer.write(PING);
    await closed;
  }
});

test('unfinished writes end with their sockets', async (context) => {
  const sockets = [];
  for (let count = 0; count < 3; count++) {
    const { socket, peer } = await connected(context);
    peer.pause();
    const writer = new RequestWriter(socket);
    const large = Buffer.alloc(8_000_000);
    writer.write(large);
    writer.write(large);
    sockets.push(socket);
  }
  const closed = sockets.map((socket) => once(socket, 'close'));
  for (const socket of sockets) socket.destroy();
  await Promise.all(closed);
});

async function connected(context: TestContext): Promise<{ socket: Socket; peer: Socket }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  const [[peer]] = await Promise.all([once(server, 'connection'), once(socket, 'connect')]);
  server.close();
  context.after(() => {
    socket.destroy();
    peer.destroy();
  });
  return { socket, peer };
}

/** Reads this many bytes, which must be all that arrive; in latin1. */
async function received(peer: Socket, length: number): Promise<string> {
  let text = '';
  peer.setEncoding('latin1');
  for await (const chunk of peer.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (text.length >= length) break;
  }
  return text;
}
