import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { platform } from 'node:os';
import { test } from 'node:test';
import { parsePortRange, parseTimeWait, readSockets } from './sockets.ts';

test('/proc/net/sockstat: TCP sockets in TIME_WAIT', () => {
  const text = [
    'sockets: used 15',
    'TCP: inuse 1 orphan 0 tw 4711 alloc 1 mem 354',
    'UDP: inuse 0 mem 0',
  ].join('\n');
  assert.equal(parseTimeWait(text), 4711);
  assert.equal(parseTimeWait('UDP: inuse 0 mem 0'), null);
});

test('ip_local_port_range', () => {
  assert.deepEqual(parsePortRange('32768\t60999\n'), { first: 32_768, last: 60_999 });
  assert.equal(parsePortRange(''), null);
});

test('a connection that this process closed first stays in TIME_WAIT', async (context) => {
  if (platform() !== 'linux') return context.skip('Linux alone tells');
  const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').end();
  await once(client, 'close');
  const sockets = readSockets();
  server.close();
  assert.ok(sockets && sockets.timeWait >= 1 && sockets.localPorts > 1_000, JSON.stringify(sockets));
});
