import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePorts } from '../../processes/free-ports.ts';
import { connectMs, hostFacts, readRetransmits } from './host-facts.ts';

const SNMP = `Ip: Forwarding DefaultTTL
Ip: 1 64
Tcp: RtoAlgorithm RtoMin MaxConn ActiveOpens InSegs OutSegs RetransSegs InErrs
Tcp: 1 200 -1 10 1000 2000 37 4
Udp: InDatagrams
Udp: 5`;

test('retransmits are read by the name of their column; without it they are unknown', () => {
  assert.equal(
    readRetransmits(() => SNMP),
    37,
  );
  assert.equal(
    readRetransmits(() => SNMP.replace('RetransSegs', 'Other')),
    null,
  );
  assert.equal(
    readRetransmits(() => SNMP.replace(/Tcp: 1 .*/, 'Tcp: 1')),
    null,
  );
  for (const text of [null, '', 'Tcp:'])
    assert.equal(
      readRetransmits(() => text),
      null,
    );
});

test('Linux counts retransmits', { skip: process.platform !== 'linux' }, () => {
  assert.ok((readRetransmits() ?? -1) >= 0);
});

test('a pinned agent has the cores that it is pinned to', () => {
  const facts = hostFacts('a1', [0, 2, 5]);
  assert.deepEqual([facts.name, facts.cores, facts.node], ['a1', 3, process.version]);
  assert.ok(hostFacts('a1', null).cores >= 1);
});

test('the time to connect is known if somebody listens', async (context) => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const ms = await connectMs('127.0.0.1', address.port);
  assert.ok(ms !== null && ms > 0 && ms < 1_000);
  const [free = 0] = await freePorts(1);
  assert.equal(await connectMs('127.0.0.1', free), null);
});
