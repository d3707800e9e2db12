import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseClient } from '../load/clients/index.ts';

const chosen = (wanted: Parameters<typeof chooseClient>[0]) => {
  const { client, reason } = chooseClient(wanted);
  return { name: client.name, reason };
};

const plain = { https: false, client: null, clientAddresses: null, isFixed: true } as const;

test('autocannon is chosen where it measures correctly, unless the user chooses', () => {
  assert.deepEqual(chosen({ ...plain, mode: { connections: 'kept', arrivals: 'closed' } }), {
    name: 'autocannon',
    reason: null,
  });
  assert.equal(
    chosen({ ...plain, mode: { connections: 'kept', arrivals: 'closed' }, client: 'direct' }).name,
    'direct',
  );
});

test('the direct client is chosen where autocannon measures incorrectly, with the reason', () => {
  for (const mode of [
    { connections: 'per-request', arrivals: 'closed' },
    { connections: 'kept', arrivals: 'open' },
  ] as const) {
    const { name, reason } = chosen({ ...plain, mode });
    assert.equal(name, 'direct');
    assert.match(reason ?? '', /^autocannon /);
  }
  assert.match(
    chosen({ ...plain, mode: { connections: 'kept', arrivals: 'closed' }, https: true }).reason ?? '',
    /plain HTTP/,
  );
});

test('the direct client sends what a script decides', () => {
  const { name, reason } = chosen({
    ...plain,
    mode: { connections: 'kept', arrivals: 'closed' },
    isFixed: false,
  });
  assert.equal(name, 'direct');
  assert.match(reason ?? '', /one request, always the same/);
});
