import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { platform } from 'node:os';
import { test } from 'node:test';
import { listeningSockets, parseListening } from './listening-sockets.ts';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const row = (local: string, state: string, inode: number) =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000\n`;

test('/proc/net/tcp: listening sockets by inode', () => {
  const text =
    HEAD + row('0100007F:1F90', '0A', 7) + row('0100007F:1F90', '01', 8) + row('00000000:0050', '0A', 9);
  assert.deepEqual(
    [...parseListening(text)],
    [
      ['7', { host: '127.0.0.1', port: 8080 }],
      ['9', { host: '0.0.0.0', port: 80 }],
    ],
  );
});

test('/proc/net/tcp6: addresses in their usual form', () => {
  const local = `${'0'.repeat(24)}01000000:1F90`;
  const any = `${'0'.repeat(32)}:1F91`;
  const other = 'B80D01200000000000000000010000FF:1F92';
  const text = HEAD + row(local, '0A', 1) + row(any, '0A', 2) + row(other, '0A', 3);
  assert.deepEqual(
    [...parseListening(text).values()].map(({ host }) => host),
    ['::1', '::', '2001:db8::ff00:1'],
  );
});

test('the listening socket of this process is found', { skip: platform() !== 'linux' }, async (context) => {
  for (const host of ['127.0.0.1', '::1']) {
    const server = createServer().listen(0, host);
    context.after(() => server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    assert.deepEqual(
      listeningSockets([process.pid]).filter((socket) => socket.port === port),
      [{ pid: process.pid, host, port }],
    );
  }
  assert.deepEqual(listeningSockets([2 ** 22 + 1]), []);
});
