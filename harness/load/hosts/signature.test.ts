import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signed, verified } from './signature.ts';

const SECRET = 'sixteen characters';
const job = { session: 'one', share: 1 };

test('a signed value comes back as it was', () => {
  const message = JSON.parse(JSON.stringify(signed(SECRET, 'job one-1', job)));
  assert.deepEqual(verified(SECRET, 'job one-1', message), job);
});

test('an altered body, another purpose and another secret are refused', () => {
  const message = signed(SECRET, 'job one-1', job);
  const wrong = /its signature is wrong: CLUSTER_BENCH_SECRET must be the same on every host/;
  const altered = { ...message, body: message.body.replace('1', '2') };
  assert.throws(() => verified(SECRET, 'job one-1', altered), wrong);
  assert.throws(() => verified(SECRET, 'job one-2', message), wrong);
  assert.throws(() => verified(`${SECRET}!`, 'job one-1', message), wrong);
  for (const mac of [
    '',
    message.mac.slice(2),
    `${message.mac}00`,
    message.mac.toUpperCase(),
    'é'.repeat(32),
  ]) {
    assert.throws(() => verified(SECRET, 'job one-1', { ...message, mac }), wrong, mac);
  }
});

test('the end of a purpose cannot become the beginning of a body', () => {
  const { mac } = signed(SECRET, 'job', 'text');
  assert.throws(() => verified(SECRET, 'job\n"text', { body: '"', mac }), /wrong/);
});

test('whatever is not signed is refused', () => {
  for (const message of [null, undefined, 7, 'text', [], job, { body: '1' }, { body: 1, mac: '00' }]) {
    assert.throws(() => verified(SECRET, 'job', message), /it is not signed/, JSON.stringify(message));
  }
});
