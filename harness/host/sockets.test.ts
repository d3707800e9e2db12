import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { platform } from 'node:os';
import { test } from 'node:test';
import { countTimeWaitTo, parsePortRange, parseTimeWait, readSockets, readSocketsTo } from './sockets.ts';

test('/proc/net/sockstat: TCP sockets in TIME_WAIT', () => {
  const text = [
    'sockets: used 15',
    'TCP: inuse 1 orphan 0 tw 4711 alloc 1 mem 354',
    'UDP: inuse 0 mem 0',
  ].join('\n');
  assert.equal(parseTimeWait(text), 4711);
  assert.equal(parseTimeWait('UDP: inuse 0 mem 0'), null);
});

test('/proc/net/tcp: sockets in TIME_WAIT whose remote end is a port', () => {
  const text = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1',
    '   1: 0100007F:9C40 0100007F:0050 06 00000000:00000000 03:00000A00 00000000     0        0 0',
    '   2: 0100007F:9C42 0100007F:0050 06 00000000:00000000 03:00000A00 00000000     0        0 0',
    '   3: 0100007F:9C44 0100007F:0050 01 00000000:00000000 00:00000000 00000000     0        0 2',
    '   4: 0100007F:0050 0100007F:9C46 06 00000000:00000000 03:00000A00 00000000     0        0 0',
  ].join('\n');
  assert.equal(countTimeWaitTo(80, text), 2);
  assert.equal(countTimeWaitTo(0x9c46, text), 1);
});

test('ip_local_port_range', () => {
  assert.deepEqual(parsePortRange('32768\t60999\n'), { first: 32_768, last: 60_999 });
  assert.equal(parsePortRange(''), null);
});

test('a connection that this process closed first stays in TIME_WAIT', async (context) => {
  if (platform() !== 'linux') return context.skip('only Linux reports it');
  const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect(port, '127.0.0.1').end();
  await once(client, 'close');
  const sockets = readSockets();
  const toServer = readSocketsTo(port);
  server.close();
  assert.ok(sockets && sockets.timeWait >= 1 && sockets.localPorts > 1_000, JSON.stringify(sockets));
  assert.deepEqual(toServer, { timeWait: 1, localPorts: sockets.localPorts });
});
