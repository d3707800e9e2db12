/** A load of more processes than connections, as on hosts with many cores: made of peers that only note messages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadOf } from './load.ts';
import type { LoadJob } from './load-client.ts';
import type { FromLoadProcess, ToLoadProcess } from './load-messages.ts';
import type { LoadPeer } from './load-peer.ts';
import { plainGet } from './users/user-ref.ts';

const JOB: LoadJob = {
  origin: 'http://127.0.0.1:1',
  client: 'direct',
  mode: { connections: 'kept', arrivals: 'open' },
  connections: 3,
  clientAddresses: null,
  requestTimeoutSeconds: 1,
  insecure: false,
  user: plainGet('/', {}),
  seed: 1,
  stages: [],
  logFolder: null,
};

/** It does at once what it is told. */
function notingPeer(): LoadPeer & { readonly got: ToLoadProcess[] } {
  const got: ToLoadProcess[] = [];
  const listeners = new Set<(message: FromLoadProcess) => void>();
  const say = (message: FromLoadProcess) => {
    for (const listener of listeners) listener(message);
  };
  return {
    got,
    send: (message) => {
      got.push(message);
      if (message.type === 'begin') queueMicrotask(() => say({ type: 'all-connected' }));
      if (message.type === 'drain') queueMicrotask(() => say({ type: 'drained' }));
    },
    onMessage: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    broken: new Promise<never>(() => {}),
    stop: async () => {},
  };
}

test('processes without a connection get nothing to do, and no part of the rate', async () => {
  const peers = Array.from({ length: 5 }, notingPeer);
  const load = loadOf(peers);
  await load.begin(JOB, () => {});
  await load.pace({ rate: 90, arrivals: 'fixed', seed: 1 });
  assert.deepEqual(
    peers.map(({ got }) => got.map(({ type }) => type)),
    [...Array.from({ length: 3 }, () => ['begin', 'drain', 'pace']), [], []],
  );
  const rates = peers.flatMap(({ got }) => got.flatMap((one) => (one.type === 'pace' ? one.pace.rate : [])));
  assert.deepEqual(rates, [30, 30, 30]);
  const shares = peers.flatMap(({ got }) => got.flatMap((one) => (one.type === 'begin' ? one.job : [])));
  assert.deepEqual(
    shares.map(({ connections, share }) => [connections, share.index, share.processes]),
    [0, 1, 2].map((index) => [1, index, 3]),
  );
});
