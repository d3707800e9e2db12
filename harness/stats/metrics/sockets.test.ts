/** Metrics of messages over WebSockets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OkTrial } from '../../records/run.ts';
import type { SocketLoad } from '../../records/sockets.ts';
import { heard } from './heard.ts';
import { memoryPerConnection } from './memory-per-connection.ts';

const CELL = { workers: 1, hasPrimary: false };

function trialOf(
  sockets: Partial<SocketLoad> | null,
  beforeLoadBytes: number | null,
  atEnd: number,
): OkTrial {
  const processes = [{ bytes: [1, atEnd] }];
  return { load: { sockets }, memory: { beforeLoadBytes, processes } } as unknown as OkTrial;
}

test('memory per connection is the growth since before the load, if it grew', () => {
  const read = (...given: Parameters<typeof trialOf>) => memoryPerConnection.read(trialOf(...given), CELL);
  assert.equal(read({ openAtEnd: 100 }, 50_000, 250_000), 2_000);
  assert.equal(read({ openAtEnd: 100 }, 250_000, 50_000), null, 'a collection freed more');
  assert.equal(read({ openAtEnd: 0 }, 50_000, 250_000), null);
  assert.equal(read({ openAtEnd: 100 }, null, 250_000), null);
  assert.equal(read(null, 50_000, 250_000), null);
});

test('the share of messages heard is that of the messages that were due', () => {
  const read = (sockets: Partial<SocketLoad> | null) => heard.read(trialOf(sockets, null, 0), CELL);
  assert.equal(read({ due: 400, heard: 100 }), 0.25);
  assert.equal(read({ due: 0, heard: 0 }), null);
  assert.equal(read(null), null);
});
