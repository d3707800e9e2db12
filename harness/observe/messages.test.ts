import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { onMessages } from './messages.ts';

/** Returns both ends of a connection. */
async function pair(context: TestContext): Promise<[Socket, Socket]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as { port: number }).port, '127.0.0.1');
  const [accepted] = (await once(server, 'connection')) as [Socket];
  context.after(() => {
    client.destroy();
    accepted.destroy();
    server.close();
  });
  return [client, accepted];
}

test('messages arrive whole, however they were cut; lines that are not JSON are skipped', async (context) => {
  const [client, accepted] = await pair(context);
  const messages: unknown[] = [];
  onMessages(accepted, (message) => messages.push(message));
  const ended = once(accepted, 'end');
  const text = '{"a":1}\n{"b":"ü"}\nnot json\n{"c":3}\n{"half';
  for (const byte of Buffer.from(text)) client.write(Buffer.of(byte));
  client.end();
  await ended;
  assert.deepEqual(messages, [{ a: 1 }, { b: 'ü' }, { c: 3 }]);
});

test('a connection reset does not throw', async (context) => {
  const [client, accepted] = await pair(context);
  onMessages(accepted, () => {});
  // `once` of node:events would listen for errors itself.
  const closed = new Promise((resolve) => accepted.once('close', resolve));
  client.resetAndDestroy();
  await closed;
});
