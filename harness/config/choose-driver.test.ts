import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseDriver } from './choose-driver.ts';

const plain = { https: false, driver: null } as const;

test('autocannon sends what it is right for, unless the user says otherwise', () => {
  assert.deepEqual(chooseDriver({ ...plain, mode: 'keep-alive' }), { name: 'autocannon', reason: null });
  assert.equal(chooseDriver({ ...plain, mode: 'keep-alive', driver: 'direct' }).name, 'direct');
});

test('what autocannon gets wrong is sent by the direct client, with the reason', () => {
  for (const mode of ['new-connections', 'rate'] as const) {
    const { name, reason } = chooseDriver({ ...plain, mode });
    assert.equal(name, 'direct');
    assert.match(reason ?? '', /^autocannon /);
  }
  assert.match(chooseDriver({ ...plain, mode: 'keep-alive', https: true }).reason ?? '', /plain HTTP/);
});
