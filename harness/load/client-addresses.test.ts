import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { platform } from 'node:os';
import { test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { clientAddress, MOST_CLIENT_ADDRESSES } from './client-addresses.ts';
import { startLoad } from './load.ts';
import { plainGet } from './users/user-ref.ts';

test('all addresses are valid, and differ in their first three octets', () => {
  const all = Array.from({ length: MOST_CLIENT_ADDRESSES }, (_, number) => clientAddress(number));
  assert.deepEqual([all[0], all[1], all[250]], ['127.1.1.1', '127.1.2.1', '127.2.1.1']);
  assert.equal(new Set(all.map((address) => address.split('.').slice(0, 3).join('.'))).size, all.length);
  assert.ok(all.every((address) => address.split('.').every((octet) => Number(octet) <= 255)));
});

test('two load processes connect from every address, in turn', {
  skip: platform() !== 'linux',
}, async (context) => {
  const connections = new Map<string, number>();
  const server = createServer((_, response) => response.end('well'));
  server.on('connection', ({ remoteAddress = '' }) => {
    connections.set(remoteAddress, (connections.get(remoteAddress) ?? 0) + 1);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const processes = new TrialProcesses(temporaryFolder(context));
  context.after(async () => {
    await processes.stop();
    server.close();
  });
  const load = startLoad(2, processes.spawnAs('load'));
  await load.ready;
  // It settles when every connection has ended a request.
  await load.begin(
    {
      origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      client: 'direct',
      mode: { connections: 'kept', arrivals: 'closed' },
      connections: 11,
      clientAddresses: 7,
      requestTimeoutSeconds: 10,
      insecure: false,
      user: plainGet('/'),
      seed: 1,
    },
    () => {},
  );
  const expected = Array.from({ length: 7 }, (_, number) => [clientAddress(number), number < 4 ? 2 : 1]);
  assert.deepEqual([...connections].sort(), expected);
});
