import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseClient } from './choose-client.ts';

const chosen = (wanted: Parameters<typeof chooseClient>[0]) => {
  const { client, reason } = chooseClient(wanted);
  return { name: client.name, reason };
};

const plain = { https: false, driver: null } as const;

test('autocannon sends what it is right for, unless the user says otherwise', () => {
  assert.deepEqual(chosen({ ...plain, mode: 'keep-alive' }), { name: 'autocannon', reason: null });
  assert.equal(chosen({ ...plain, mode: 'keep-alive', driver: 'direct' }).name, 'direct');
});

test('what autocannon gets wrong is sent by the direct client, with the reason', () => {
  for (const mode of ['new-connections', 'rate'] as const) {
    const { name, reason } = chosen({ ...plain, mode });
    assert.equal(name, 'direct');
    assert.match(reason ?? '', /^autocannon /);
  }
  assert.match(chosen({ ...plain, mode: 'keep-alive', https: true }).reason ?? '', /plain HTTP/);
});
