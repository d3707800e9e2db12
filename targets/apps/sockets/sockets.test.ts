/** The WebSockets of the built-in apps: echo, rooms with and without an adapter, and their end. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import { type TestContext, test } from 'node:test';
import { WebSocket } from 'ws';
import { startUsersRedis } from '../../../harness/dev/testing/redis.ts';
import { drainWhenTold } from '../serve.ts';
import { openSockets } from './index.ts';

async function started(context: TestContext, env: NodeJS.ProcessEnv) {
  const server = await openSockets(createServer(), env);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const connect = async (path: string): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    context.after(() => socket.terminate());
    await once(socket, 'open');
    return socket;
  };
  return { server, connect };
}

async function next(socket: WebSocket): Promise<string> {
  const [data] = await once(socket, 'message');
  return String(data);
}

test('an echo, and a path that has no WebSocket', async (context) => {
  const { connect } = await started(context, { SOCKETS: 'none' });
  const socket = await connect('/echo');
  socket.send('hello');
  assert.equal(await next(socket), 'hello');
  await assert.rejects(connect('/missing'), /404/);
});

test('a room hears its messages, and no other room does', async (context) => {
  const { connect } = await started(context, { SOCKETS: 'none' });
  const [one, two, other] = [await connect('/rooms/a'), await connect('/rooms/a'), await connect('/rooms/b')];
  const heard: string[] = [];
  other.on('message', (data) => heard.push(String(data)));
  const both = Promise.all([next(one), next(two)]);
  one.send('to a');
  assert.deepEqual(await both, ['to a', 'to a']);
  const last = next(other);
  other.send('to b');
  assert.equal(await last, 'to b');
  assert.deepEqual(heard, ['to b']);
});

test('with the Redis adapter, a room spans processes', async (context) => {
  const users = await startUsersRedis(context);
  if (!users) return;
  const env = { SOCKETS: 'redis', REDIS_URL: users.url.href, REDIS_PREFIX: 'test:' };
  const [first, second] = [await started(context, env), await started(context, env)];
  const [here, there] = [await first.connect('/rooms/a'), await second.connect('/rooms/a')];
  const heard = Promise.all([next(here), next(there)]);
  here.send('to all');
  assert.deepEqual(await heard, ['to all', 'to all']);
});

test('a server that drains ends its connections with the code for that', async (context) => {
  const { server, connect } = await started(context, { SOCKETS: 'none' });
  drainWhenTold(server);
  const socket = await connect('/echo');
  const closed = once(socket, 'close');
  const ended = once(server, 'close');
  server.close();
  const [code] = await closed;
  assert.equal(code, 1001);
  await ended;
});

test('a client that resets a refused connection does not end the app', async (context) => {
  const { server, connect } = await started(context, { SOCKETS: 'none' });
  const { port } = server.address() as AddressInfo;
  const handshake = [
    'GET /missing HTTP/1.1',
    'Host: app',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  for (let turn = 0; turn < 50; turn++) {
    const client = connectTcp(port, '127.0.0.1');
    await once(client, 'connect');
    client.write(`${handshake.join('\r\n')}\r\n\r\n`, () => client.resetAndDestroy());
    await once(client, 'close');
  }
  const socket = await connect('/echo');
  socket.send('still here');
  assert.equal(await next(socket), 'still here');
});

test('an unknown adapter is refused by name', async () => {
  await assert.rejects(
    openSockets(createServer(), { SOCKETS: 'kafka' }),
    /SOCKETS takes none, redis, not "kafka"/,
  );
});
